package meter

import "fmt"

// UnknownFormatError says that no format accepts the first line of the file.
type UnknownFormatError struct {
	Header string
}

func (e *UnknownFormatError) Error() string {
	return "no format begins with: " + e.Header
}

// BadLineError is a line that its format cannot read. Line counts from 1, as an editor does.
type BadLineError struct {
	Line   int
	Reason string
}

func (e *BadLineError) Error() string {
	return fmt.Sprintf("line %d: %s", e.Line, e.Reason)
}
