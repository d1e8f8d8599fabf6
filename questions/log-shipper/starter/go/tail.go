package shipper

import (
	"strings"
	"unicode/utf8"
)

// Line is one line of a log.
type Line struct {
	Text string
	End  Position // where the line after it begins
}

// newLines are the lines of a log from a position on, in the order in which they were written.
//
// They go on in the file of the position, and then through all newer files of the log. Without a position, or when its
// file has been removed, they begin with the oldest file that is there.
//
// A newline, and nothing else, ends a line. As long as a file is being written, what stands after its last newline is
// not a line yet; in a finished file it is. Texts are UTF-8; bytes that are not become U+FFFD.
func newLines(disk *Disk, log string, position Position) []Line {
	files := disk.Files(log)
	if len(files) == 0 {
		return nil
	}
	file, offset := files[len(files)-1], 0
	if file == position.File {
		offset = position.Offset
	}
	texts := strings.Split(restOf(disk, file, offset), "\n")
	var lines []Line
	for _, text := range texts[:len(texts)-1] {
		offset += utf8.RuneCountInString(text) + 1
		lines = append(lines, Line{text, Position{file, offset}})
	}
	return lines
}

func restOf(disk *Disk, file, offset int) string {
	rest := ""
	for {
		data := disk.Read(file, offset+utf8.RuneCountInString(rest))
		if len(data) == 0 {
			return rest
		}
		rest += strings.ToValidUTF8(string(data), "\uFFFD")
	}
}
