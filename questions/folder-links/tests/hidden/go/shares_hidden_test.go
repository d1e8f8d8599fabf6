// canary: ilm-4c9e27d1b6f8035a
package shares

import (
	"errors"
	"reflect"
	"testing"
)

const lasting = 3600

var (
	inside  = []string{"/team", "/team/", "/team/a.md", "//team/./b/../a.md", "team/a.md"}
	outside = []string{"/teamwork", "/teamwork/a.md", "/team.md", "/te", "/", "/other/team"}
)

// space is one in which Cleo may do everything, Ann may write the team's folder, and Bob may read it.
type space struct {
	*testing.T
	time   int64
	access *Access
	log    *Log
	links  *Links
}

func newSpace(t *testing.T) *space {
	s := &space{T: t, time: 1_000_000, access: NewAccess(), log: &Log{}}
	s.links = NewLinks(s.access, s.log, func() int64 { return s.time })
	s.mustGrant("cleo", "/", Write)
	s.mustGrant("ann", "/team", Write)
	s.mustGrant("bob", "/team", Read)
	return s
}

func (s *space) mustGrant(person, folder string, level Level) {
	s.Helper()
	if err := s.access.Grant(person, folder, level); err != nil {
		s.Fatal(err)
	}
}

func (s *space) mustMake(maker, folder string, level Level, seconds int64) string {
	s.Helper()
	token, err := s.links.Make(maker, folder, level, seconds)
	if err != nil {
		s.Fatal(err)
	}
	return token
}

func (s *space) mustOpen(token string, action Level, paths ...string) {
	s.Helper()
	for _, path := range paths {
		if !s.links.Opens(token, action, path) {
			s.Errorf("the link does not open %q to %s", path, action)
		}
	}
}

func (s *space) mustRefuse(token string, action Level, paths ...string) {
	s.Helper()
	for _, path := range paths {
		if s.links.Opens(token, action, path) {
			s.Errorf("the link opens %q to %s", path, action)
		}
	}
}

func TestAGrantHoldsForItsFolderAndNothingElse(t *testing.T) {
	s := newSpace(t)
	for _, path := range inside {
		if !s.access.May("ann", Read, path) {
			t.Errorf("the grant does not hold for %s", path)
		}
	}
	for _, path := range outside {
		if s.access.May("ann", Read, path) {
			t.Errorf("the grant holds for %s", path)
		}
	}
}

func TestAGrantOnTheWholeSpaceHoldsEverywhere(t *testing.T) {
	s := newSpace(t)
	for _, path := range []string{"/", "/a.md", "/team/plans/a.md"} {
		if !s.access.May("cleo", Write, path) {
			t.Errorf("the grant does not hold for %s", path)
		}
	}
}

func TestANeighbourWithALongerNameTakesNothingAway(t *testing.T) {
	s := newSpace(t)
	s.mustGrant("cleo", "/team", None)
	if !s.access.May("cleo", Read, "/teamwork/a.md") {
		t.Error("the grant on /team decides about /teamwork")
	}
}

func TestALinkOpensNothingButItsFolder(t *testing.T) {
	s := newSpace(t)
	s.mustRefuse(s.mustMake("cleo", "/team", Read, lasting), Read, outside...)
}

func TestALinkOpensTheFolderAndBelowHoweverTheyAreWritten(t *testing.T) {
	s := newSpace(t)
	for _, folder := range []string{"/team", "/team/", "//team/./plans/.."} {
		s.mustOpen(s.mustMake("cleo", folder, Read, lasting), Read, inside...)
	}
}

func TestALinkToTheWholeSpaceOpensEverything(t *testing.T) {
	s := newSpace(t)
	s.mustOpen(s.mustMake("cleo", "/", Write, lasting), Write, "/", "/a.md", "/team/plans/a.md")
}

func TestNoWayLeadsUpAndOutOfTheFolder(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("cleo", "/team", Read, lasting)
	s.mustRefuse(token, Read, "/team/../finance", "/team/plans/../../finance/a.md", "/team/..", "/team/../teamwork")
}

func TestAPathOutOfTheSpaceIsRefusedLikeAnyOther(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("cleo", "/team", Read, lasting)
	s.mustRefuse(token, Read, "/..", "/../team", "/team/../../team/a.md")
	if len(s.log.Entries) != 3 {
		t.Errorf("got entries %q, want three", s.log.Entries)
	}
}

func TestALinkEndsAtItsVeryMoment(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Read, lasting)
	s.time += lasting - 1
	s.mustOpen(token, Read, "/team")
	s.time++
	s.mustRefuse(token, Read, "/team")
}

func TestALinkForWritingReadsToo(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Write, lasting)
	s.mustOpen(token, Read, "/team/a.md")
	s.mustOpen(token, Write, "/team/a.md")
}

func TestNobodySharesWhatIsNotTheirs(t *testing.T) {
	s := newSpace(t)
	s.mustGrant("ann", "/team/salaries", None)
	for _, try := range []struct {
		maker, folder string
		level         Level
	}{{"bob", "/team", Write}, {"dan", "/team", Read}, {"dan", "/team", Write}, {"ann", "/team/salaries", Read}} {
		token, err := s.links.Make(try.maker, try.folder, try.level, lasting)
		if !errors.Is(err, ErrNotAllowed) || token != "" {
			t.Errorf("%v: got token %q and error %v, want ErrNotAllowed", try, token, err)
		}
	}
}

func TestAReaderSharesForReading(t *testing.T) {
	s := newSpace(t)
	s.mustOpen(s.mustMake("bob", "/team/plans", Read, lasting), Read, "/team/plans/a.md")
}

func TestALinkFollowsWhatItsMakerMayDo(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Write, lasting)
	s.mustGrant("ann", "/team", Read)
	s.mustOpen(token, Read, "/team/a.md")
	s.mustRefuse(token, Write, "/team/a.md")
	s.mustGrant("ann", "/team", Write)
	s.mustOpen(token, Write, "/team/a.md")
}

func TestWhatIsClosedToTheMakerFurtherDownIsClosedToTheLink(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Write, lasting)
	s.mustGrant("ann", "/team/salaries", None)
	s.mustRefuse(token, Read, "/team/salaries/2027.csv")
	s.mustOpen(token, Read, "/team/a.md")
}

func TestEveryLinkHasATokenOfItsOwnThatNobodyCanWorkOut(t *testing.T) {
	tokens := map[string]bool{}
	for round := 0; round < 5; round++ {
		s := newSpace(t)
		for number := 0; number < 5; number++ {
			token := s.mustMake("ann", "/team", Read, lasting)
			if tokens[token] || len(token) < 16 {
				t.Fatalf("token %q is too short, or not the only one", token)
			}
			tokens[token] = true
		}
	}
}

func TestLinksToOneFolderEndOneByOne(t *testing.T) {
	s := newSpace(t)
	short, long := s.mustMake("ann", "/team", Read, 60), s.mustMake("ann", "/team", Read, lasting)
	gone := s.mustMake("ann", "/team", Read, lasting)
	if err := s.links.Revoke("ann", gone); err != nil {
		t.Fatal(err)
	}
	s.time += 60
	s.mustRefuse(short, Read, "/team")
	s.mustOpen(long, Read, "/team")
	s.mustRefuse(gone, Read, "/team")
}

func TestStrangersAndReadersEndNoLinks(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Read, lasting)
	for _, by := range []string{"bob", "dan"} {
		if err := s.links.Revoke(by, token); !errors.Is(err, ErrNotAllowed) {
			t.Errorf("%s: got error %v, want ErrNotAllowed", by, err)
		}
	}
	s.mustOpen(token, Read, "/team")
}

func TestMakersAndWritersEndLinks(t *testing.T) {
	s := newSpace(t)
	for _, who := range [][2]string{{"ann", "cleo"}, {"bob", "bob"}, {"bob", "ann"}} {
		token := s.mustMake(who[0], "/team", Read, lasting)
		if err := s.links.Revoke(who[1], token); err != nil {
			t.Errorf("%s: unexpected error: %v", who[1], err)
		}
		s.mustRefuse(token, Read, "/team")
	}
}

func TestAMakerWithoutRightsStillEndsTheLink(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Read, lasting)
	s.mustGrant("ann", "/team", None)
	if err := s.links.Revoke("ann", token); err != nil {
		t.Fatal(err)
	}
	s.mustGrant("ann", "/team", Read)
	s.mustRefuse(token, Read, "/team")
}

func TestThereIsNothingToEndWhereNoLinkIs(t *testing.T) {
	s := newSpace(t)
	if err := s.links.Revoke("dan", "no such token"); err != nil {
		t.Errorf("unexpected error: %v", err)
	}
	s.mustRefuse("no such token", Read, "/team")
}

func TestEveryQuestionIsNotedWithoutItsSecret(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Read, lasting)
	s.mustOpen(token, Read, "/team/a.md")
	s.mustRefuse(token, Write, "/team/a.md")
	s.mustRefuse(token, Read, "/finance")
	s.mustRefuse("made-up", Read, "/team/a.md")
	want := []string{
		token[:4] + "... read /team/a.md: allowed",
		token[:4] + "... write /team/a.md: refused",
		token[:4] + "... read /finance: refused",
		"made... read /team/a.md: refused",
	}
	if !reflect.DeepEqual(s.log.Entries, want) {
		t.Errorf("got %q, want %q", s.log.Entries, want)
	}
}

func TestAnEntryIsOneLine(t *testing.T) {
	s := newSpace(t)
	token := s.mustMake("ann", "/team", Read, lasting)
	s.mustOpen(token, Read, "/team/a\nabcd... read /finance: allowed\r")
	want := []string{token[:4] + "... read /team/a?abcd... read /finance: allowed?: allowed"}
	if !reflect.DeepEqual(s.log.Entries, want) {
		t.Errorf("got %q, want %q", s.log.Entries, want)
	}
}
