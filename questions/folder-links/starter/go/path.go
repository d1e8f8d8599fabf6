package shares

import (
	"errors"
	"fmt"
	"strings"
)

// ErrBadPath tells of a path that leads out of the space.
var ErrBadPath = errors.New("bad path")

// tidy is the one way to write a path: "/team/plans", and "/" for the whole space.
//
// Empty parts and "." are left out, ".." leads one folder up. A path that leads out of the space is answered with
// ErrBadPath.
func tidy(path string) (string, error) {
	var parts []string
	for _, part := range strings.Split(path, "/") {
		switch part {
		case "", ".":
		case "..":
			if len(parts) == 0 {
				return "", fmt.Errorf("%w: %q leads out of the space", ErrBadPath, path)
			}
			parts = parts[:len(parts)-1]
		default:
			parts = append(parts, part)
		}
	}
	return "/" + strings.Join(parts, "/"), nil
}

// covers tells whether the path is the folder, or lies anywhere below it. Both are tidy.
func covers(folder, path string) bool {
	return strings.HasPrefix(path, folder)
}
