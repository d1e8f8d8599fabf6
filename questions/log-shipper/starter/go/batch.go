package shipper

import "unicode/utf8"

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
		needed := utf8.RuneCountInString(line.Text) + 1
		if size+needed > maxBytes {
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
