package shares

import "testing"

const hour = 3600

type fixture struct {
	*testing.T
	time   int64
	access *Access
	log    *Log
	links  *Links
}

// setUp makes a space in which Ann may write the team's folder without the salaries, and Bob may read its plans.
func setUp(t *testing.T) *fixture {
	f := &fixture{T: t, time: 1_000_000, access: NewAccess(), log: &Log{}}
	f.links = NewLinks(f.access, f.log, func() int64 { return f.time })
	f.grant("ann", "/team", Write)
	f.grant("ann", "/team/salaries", None)
	f.grant("bob", "/team/plans", Read)
	return f
}

func (f *fixture) grant(person, folder string, level Level) {
	f.Helper()
	if err := f.access.Grant(person, folder, level); err != nil {
		f.Fatalf("unexpected error: %v", err)
	}
}

func (f *fixture) make(maker, folder string, level Level, seconds int64) string {
	f.Helper()
	token, err := f.links.Make(maker, folder, level, seconds)
	if err != nil {
		f.Fatalf("unexpected error: %v", err)
	}
	return token
}

func (f *fixture) expectMay(person string, action Level, path string, want bool) {
	f.Helper()
	if got := f.access.May(person, action, path); got != want {
		f.Errorf("%s may %s %s: got %v, want %v", person, action, path, got, want)
	}
}

func (f *fixture) expectOpens(token string, action Level, path string, want bool) {
	f.Helper()
	if got := f.links.Opens(token, action, path); got != want {
		f.Errorf("the link opens %s to %s: got %v, want %v", path, action, got, want)
	}
}

func TestAGrantHoldsForEverythingBelow(t *testing.T) {
	f := setUp(t)
	f.expectMay("ann", Write, "/team/plans/summer.md", true)
	f.expectMay("bob", Read, "/team/plans/2027/spring.md", true)
	f.expectMay("bob", Write, "/team/plans/summer.md", false)
}

func TestTheGrantOnTheDeepestFolderDecides(t *testing.T) {
	setUp(t).expectMay("ann", Read, "/team/salaries/2027.csv", false)
}

func TestALinkOpensItsFolderAndNoOther(t *testing.T) {
	f := setUp(t)
	token := f.make("ann", "/team/plans", Read, hour)
	f.expectOpens(token, Read, "/team/plans/summer.md", true)
	f.expectOpens(token, Read, "/team/notes.md", false)
}

func TestALinkForReadingDoesNotWrite(t *testing.T) {
	f := setUp(t)
	f.expectOpens(f.make("ann", "/team/plans", Read, hour), Write, "/team/plans/summer.md", false)
}

func TestALinkHasAnEnd(t *testing.T) {
	f := setUp(t)
	token := f.make("ann", "/team/plans", Read, hour)
	f.time += hour + 1
	f.expectOpens(token, Read, "/team/plans/summer.md", false)
}

func TestALinkOpensNoMoreThanItsMakerCould(t *testing.T) {
	f := setUp(t)
	token := f.make("ann", "/team", Read, hour)
	f.grant("ann", "/team", None)
	f.expectOpens(token, Read, "/team/plans/summer.md", false)
}

func TestATokenCannotBeGuessed(t *testing.T) {
	if setUp(t).make("ann", "/team/plans", Read, hour) == "guess" {
		t.Error("the token was guessed")
	}
}
