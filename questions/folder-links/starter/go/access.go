// Package shares knows who may do what in the folders of a space.
package shares

import "errors"

// Level is how much somebody may do; who may do more may also do less.
type Level int

const (
	None Level = iota
	Read
	Write
)

// String is the level in a word.
func (l Level) String() string {
	return [...]string{"none", "read", "write"}[l]
}

// ErrNotAllowed tells that somebody tried what is not theirs to do.
var ErrNotAllowed = errors.New("not allowed")

// Access holds what people were granted.
//
// A grant holds for its folder, for everything below it, and for nothing else. Of several grants the one on the
// deepest folder decides, so None takes away what was granted further up.
type Access struct {
	grants map[string]map[string]Level
}

// NewAccess makes an Access without grants.
func NewAccess() *Access {
	return &Access{grants: map[string]map[string]Level{}}
}

// Grant replaces what the person was granted on this very folder.
func (a *Access) Grant(person, folder string, level Level) error {
	folder, err := tidy(folder)
	if err != nil {
		return err
	}
	if a.grants[person] == nil {
		a.grants[person] = map[string]Level{}
	}
	a.grants[person][folder] = level
	return nil
}

// May tells whether the person may read or write the path. Nobody may do anything outside of the space.
func (a *Access) May(person string, action Level, path string) bool {
	path, err := tidy(path)
	if err != nil {
		return false
	}
	deepest, level := "", None
	for folder, granted := range a.grants[person] {
		if covers(folder, path) && len(folder) > len(deepest) {
			deepest, level = folder, granted
		}
	}
	return level >= action
}
