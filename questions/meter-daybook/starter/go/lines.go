package meter

import "strings"

// Line is one line of a file.
type Line struct {
	Number int // where it stands in the file; the first is 1
	Text   string
}

// bad makes the error for a line that cannot be read.
func (l Line) bad(reason string) error {
	return &BadLineError{Line: l.Number, Reason: reason}
}

// linesOf returns the lines that say something: no empty ones, no comments (# ...), no outer spaces.
func linesOf(text string) []Line {
	var lines []Line
	for i, raw := range strings.Split(text, "\n") {
		line := Line{Number: i + 1, Text: strings.TrimSpace(raw)}
		if line.Text != "" && !strings.HasPrefix(line.Text, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}
