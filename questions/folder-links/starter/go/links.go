package shares

import (
	"crypto/sha256"
	"encoding/hex"
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
	if !l.access.May(maker, Read, folder) {
		return "", fmt.Errorf("%w: %s may not share %s", ErrNotAllowed, maker, folder)
	}
	sum := sha256.Sum256([]byte(fmt.Sprint(maker, " ", level, " ", folder)))
	token = hex.EncodeToString(sum[:16])
	l.links[token] = link{maker, folder, level, l.now() + seconds}
	return token, nil
}

// Opens tells whether the link allows the action; each question is noted in the log.
func (l *Links) Opens(token string, action Level, path string) bool {
	link, there := l.links[token]
	if !there || l.now() > link.ends || !covers(link.folder, path) {
		return false
	}
	if link.level < action {
		return false
	}
	l.log.Entries = append(l.log.Entries, fmt.Sprintf("%s %s %s: allowed", token, action, path))
	return true
}

// Revoke ends a link. There is nothing to do for one that is not there.
func (l *Links) Revoke(by, token string) error {
	delete(l.links, token)
	return nil
}
