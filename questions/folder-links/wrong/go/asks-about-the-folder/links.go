package shares

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
)

type link struct {
	maker  string
	folder string
	level  Level
	ends   int64
}

// Links holds links that open a folder to whoever has them.
type Links struct {
	access *Access
	log    *Log
	now    func() int64
	links  map[string]link
}

// NewLinks makes a table without links; now tells the time in whole seconds.
func NewLinks(access *Access, log *Log, now func() int64) *Links {
	return &Links{access: access, log: log, now: now, links: map[string]link{}}
}

// Make makes a link that lasts for so many seconds, and returns its token.
func (l *Links) Make(maker, folder string, level Level, seconds int64) (token string, err error) {
	folder, err = tidy(folder)
	if err != nil {
		return "", err
	}
	if !l.access.May(maker, level, folder) {
		return "", fmt.Errorf("%w: %s may not %s %s", ErrNotAllowed, maker, level, folder)
	}
	random := make([]byte, 24)
	if _, err := rand.Read(random); err != nil {
		return "", err
	}
	token = base64.RawURLEncoding.EncodeToString(random)
	l.links[token] = link{maker, folder, level, l.now() + seconds}
	return token, nil
}

// Opens tells whether the link allows the action; each question is noted in the log.
func (l *Links) Opens(token string, action Level, path string) bool {
	allowed := l.allows(token, action, path)
	l.log.Note(token, action, path, allowed)
	return allowed
}

// Revoke ends a link. There is nothing to do for one that is not there.
func (l *Links) Revoke(by, token string) error {
	link, there := l.links[token]
	if !there {
		return nil
	}
	if by != link.maker && !l.access.May(by, Write, link.folder) {
		return fmt.Errorf("%w: %s may not end a link of %s", ErrNotAllowed, by, link.maker)
	}
	delete(l.links, token)
	return nil
}

func (l *Links) allows(token string, action Level, path string) bool {
	link, there := l.links[token]
	if !there || l.now() >= link.ends || link.level < action {
		return false
	}
	path, err := tidy(path)
	if err != nil {
		return false
	}
	return covers(link.folder, path) && l.access.May(link.maker, action, link.folder)
}
