package shipper

import "bytes"

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
	start := 0
	for i, file := range files {
		if file == position.File {
			start = i
		}
	}
	var lines []Line
	for i, file := range files[start:] {
		if i > 0 && start+i < len(files)-1 {
			continue
		}
		offset := 0
		if file == position.File {
			offset = position.Offset
		}
		rest := restOf(disk, file, offset)
		for {
			end := bytes.IndexByte(rest, '\n')
			if end < 0 {
				break
			}
			offset += end + 1
			lines = append(lines, Line{textOf(rest[:end]), Position{file, offset}})
			rest = rest[end+1:]
		}
		if finished := start+i < len(files)-1; finished && len(rest) > 0 {
			lines = append(lines, Line{textOf(rest), Position{file, offset + len(rest)}})
		}
	}
	return lines
}

func restOf(disk *Disk, file, offset int) []byte {
	var rest []byte
	for {
		data := disk.Read(file, offset+len(rest))
		if len(data) == 0 {
			return rest
		}
		rest = append(rest, data...)
	}
}

func textOf(data []byte) string {
	return string(bytes.ToValidUTF8(data, []byte("\uFFFD")))
}
