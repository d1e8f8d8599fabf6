package meter

// ImportReadings reads a file of any known format. A file is taken whole or not at all.
func ImportReadings(text string) ([]Reading, error) {
	lines := linesOf(text)
	if len(lines) == 0 {
		return nil, &UnknownFormatError{}
	}
	format, err := formatOf(lines[0].Text)
	if err != nil {
		return nil, err
	}
	return format.Read(lines)
}
