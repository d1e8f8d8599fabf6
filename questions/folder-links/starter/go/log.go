package shares

import (
	"fmt"
	"strings"
)

// Log holds what was tried with keys and links, for those who look after the space.
type Log struct {
	Entries []string
}

// Note adds one entry for one attempt, whether it was allowed or not.
//
// A key or token is a secret: only its first four characters are written down. An entry is one line, so line breaks
// in the path become "?".
func (l *Log) Note(key string, action Level, path string, allowed bool) {
	if len(key) > 4 {
		key = key[:4]
	}
	outcome := "refused"
	if allowed {
		outcome = "allowed"
	}
	shown := strings.NewReplacer("\n", "?", "\r", "?").Replace(path)
	l.Entries = append(l.Entries, fmt.Sprintf("%s... %s %s: %s", key, action, shown, outcome))
}
