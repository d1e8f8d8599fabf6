package shipper

import "unicode/utf8"

const mark = " [cut]"

// batches are lines in batches, in their order; as many in a batch as fit, and always at least one.
//
// A batch has at most maxBytes bytes: those of its texts in UTF-8, and one more for each line. A line that is too long
// even for a batch of its own is shortened: to as many whole characters from its beginning as fit together with the
// mark " [cut]".
func batches(lines []Line, maxBytes int) [][]Line {
	var all [][]Line
	var batch []Line
	size := 0
	for _, line := range lines {
		line.Text = shortened(line.Text, maxBytes-1)
		needed := len(line.Text) + 1
		if len(batch) > 0 && size+needed > maxBytes {
			all = append(all, batch)
			batch, size = nil, 0
		}
		batch = append(batch, line)
		size += needed
	}
	if len(batch) > 0 {
		all = append(all, batch)
	}
	return all
}

func shortened(text string, maxBytes int) string {
	if len(text) <= maxBytes {
		return text
	}
	length := maxBytes - len(mark)
	for !utf8.RuneStart(text[length]) {
		length--
	}
	return text[:length] + mark
}
