package meters

import (
	"regexp"
	"strconv"
	"strings"
)

var form = regexp.MustCompile(`^([a-z0-9-]+);([0-9]{4}-[0-9]{2}-[0-9]{2});([0-9]+)$`)

// parse hands each reading in a file to take, in the order of the file, until take returns an error.
//
// The first line holds headings. Then each line is a reading: meter, date and value, with semicolons between them.
// Empty lines, and lines that begin with "#", mean nothing. Spaces around a line don't matter, nor does the carriage
// return of some systems; the file may end with or without a newline. For any other line there is a BadLine with its
// number in the file, where the headings are line 1.
func parse(text string, take func(Reading) error) error {
	for index, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if index == 0 || line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		match := form.FindStringSubmatch(line)
		if match == nil {
			return &BadLine{index + 1}
		}
		value, err := strconv.Atoi(match[3])
		if err != nil {
			return &BadLine{index + 1}
		}
		if err := take(Reading{match[1], match[2], value}); err != nil {
			return err
		}
	}
	return nil
}
