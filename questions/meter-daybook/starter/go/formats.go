package meter

import "strings"

// Format is a kind of file. There is one value of each for the whole program, used for every file.
type Format interface {
	// Name is one small word.
	Name() string
	// Example is a short whole file; users copy it, so importing it must work.
	Example() string
	// Accepts tells whether a file with this first line is of this format.
	Accepts(header string) bool
	// Read returns the readings in the order of their lines. The header is the first of lines.
	Read(lines []Line) ([]Reading, error)
}

// Formats stand in the order in which users see them; the newest is the last.
var Formats = []Format{&semicolon{}, &columns{}}

func formatOf(header string) (Format, error) {
	for _, format := range Formats {
		if format.Accepts(header) {
			return format, nil
		}
	}
	return nil, &UnknownFormatError{Header: header}
}

// DescribeFormats returns the help text: each format's name, and its example indented below.
func DescribeFormats() string {
	var shown []string
	for _, format := range Formats {
		shown = append(shown, format.Name())
		for _, line := range strings.Split(strings.TrimSpace(format.Example()), "\n") {
			shown = append(shown, "  "+line)
		}
	}
	return strings.Join(shown, "\n")
}
