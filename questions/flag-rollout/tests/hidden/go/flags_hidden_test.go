// canary: ilm-e07b34f9d2615ca8
package flags

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"testing"
)

func who(users ...string) map[string]bool {
	set := map[string]bool{}
	for _, user := range users {
		set[user] = true
	}
	return set
}

func mustPut(t *testing.T, board *Switchboard, flag Flag) {
	t.Helper()
	if err := board.Put(flag); err != nil {
		t.Fatal(err)
	}
}

func mustBe(t *testing.T, board *Switchboard, name, user string, want bool) {
	t.Helper()
	if got := board.IsOn(name, user); got != want {
		t.Errorf("flag %q for %q: got %v, want %v", name, user, got, want)
	}
}

func usersWith(board *Switchboard, name string) map[string]bool {
	found := map[string]bool{}
	for number := 0; number < 1000; number++ {
		if user := fmt.Sprint("user-", number); board.IsOn(name, user) {
			found[user] = true
		}
	}
	return found
}

func countBoth(one, other map[string]bool) int {
	count := 0
	for user := range one {
		if other[user] {
			count++
		}
	}
	return count
}

// counting makes a switchboard on which everybody is in bucket 50, and keeps what it asked for.
func counting() (*Switchboard, *[]string) {
	asked := &[]string{}
	return New(func(flag, user string) int {
		*asked = append(*asked, flag+" "+user)
		return 50
	}), asked
}

func TestDeniedBeatsAllowed(t *testing.T) {
	board := New(BucketOf)
	mustPut(t, board, Flag{"search", 100, who("ann"), who("ann")})
	mustBe(t, board, "search", "ann", false)
}

func TestTheBucketsBelowThePercentageHaveIt(t *testing.T) {
	for percent, on := range map[int]bool{49: false, 50: false, 51: true} {
		board, _ := counting()
		mustPut(t, board, Flag{Name: "search", Percent: percent})
		mustBe(t, board, "search", "ann", on)
	}
}

func TestMorePercentOnlyAddAndFewerOnlyRemoveUsers(t *testing.T) {
	board := New(BucketOf)
	before := map[string]bool{}
	for _, percent := range []int{1, 10, 11, 60, 100} {
		mustPut(t, board, Flag{Name: "search", Percent: percent})
		now := usersWith(board, "search")
		if countBoth(before, now) != len(before) || len(now) <= len(before) {
			t.Errorf("at %d percent some of the %d users are gone", percent, len(before))
		}
		before = now
	}
	mustPut(t, board, Flag{Name: "search", Percent: 30})
	if got := len(usersWith(board, "search")); got < 200 || got > 400 {
		t.Errorf("got %d users of 1000, want about 300", got)
	}
}

func TestWhoIsEarlyForOneFlagIsNotEarlyForAll(t *testing.T) {
	board := New(BucketOf)
	var found []map[string]bool
	for _, name := range []string{"search", "basket", "chat"} {
		mustPut(t, board, Flag{Name: name, Percent: 50})
		found = append(found, usersWith(board, name))
	}
	for i := 1; i < len(found); i++ {
		if both := countBoth(found[i-1], found[i]); both < 180 || both > 320 {
			t.Errorf("%d of 1000 users have both flags, want about 250", both)
		}
	}
}

func TestABucketIsAlwaysTheSame(t *testing.T) {
	for number := 0; number < 1000; number++ {
		user := fmt.Sprint("user-", number)
		bucket := BucketOf("search", user)
		if bucket < 0 || bucket > 99 || bucket != BucketOf("search", user) {
			t.Fatalf("%s is in bucket %d, then in %d", user, bucket, BucketOf("search", user))
		}
	}
}

func TestNamesThatReadAlikeDoNotShareAnAnswer(t *testing.T) {
	for _, between := range []string{"", "1", ":", "/", "|", ",", " ", "-", ".", "#", "\n", "\x00", "\x1f"} {
		board := New(BucketOf)
		mustPut(t, board, Flag{"a", 0, who(between + "b"), who("b" + between + "c")})
		mustPut(t, board, Flag{Name: "a" + between, Deny: who("b")})
		mustPut(t, board, Flag{Name: "a" + between + "b", Allow: who("c")})
		mustBe(t, board, "a", "b"+between+"c", false)
		mustBe(t, board, "a"+between+"b", "c", true)
		if between != "" {
			mustBe(t, board, "a", between+"b", true)
			mustBe(t, board, "a"+between, "b", false)
		}
	}
}

func TestWhoIsDeniedLosesItAtOnce(t *testing.T) {
	board := New(BucketOf)
	mustPut(t, board, Flag{Name: "search", Percent: 100})
	mustBe(t, board, "search", "bob", true)
	mustPut(t, board, Flag{Name: "search", Percent: 100, Deny: who("bob")})
	mustBe(t, board, "search", "bob", false)
}

func TestWhoIsAllowedGetsItAtOnce(t *testing.T) {
	board := New(BucketOf)
	mustPut(t, board, Flag{Name: "search"})
	mustBe(t, board, "search", "ann", false)
	mustPut(t, board, Flag{Name: "search", Allow: who("ann")})
	mustBe(t, board, "search", "ann", true)
}

func TestAFlagThatWasAskedForTooEarlyWorksOnceItIsThere(t *testing.T) {
	board := New(BucketOf)
	mustBe(t, board, "search", "ann", false)
	mustPut(t, board, Flag{Name: "search", Percent: 100})
	mustBe(t, board, "search", "ann", true)
}

func TestEveryQuestionForAMissingFlagCounts(t *testing.T) {
	board := New(BucketOf)
	for _, user := range []string{"ann", "ann", "bob"} {
		mustBe(t, board, "serach", user, false)
	}
	mustBe(t, board, "baskte", "ann", false)
	if got, want := board.Missing(), map[string]int{"serach": 3, "baskte": 1}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestABadFlagChangesNothing(t *testing.T) {
	for _, percent := range []int{-1, 101} {
		board := New(BucketOf)
		mustPut(t, board, Flag{Name: "search", Percent: 100})
		for _, name := range []string{"search", "chat"} {
			if err := board.Put(Flag{Name: name, Percent: percent}); !errors.Is(err, ErrBadFlag) {
				t.Errorf("got error %v, want ErrBadFlag", err)
			}
		}
		mustBe(t, board, "search", "ann", true)
		mustBe(t, board, "chat", "ann", false)
		if got, want := board.Missing(), map[string]int{"chat": 1}; !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

func TestAnAnswerIsWorkedOutOnce(t *testing.T) {
	board, asked := counting()
	mustPut(t, board, Flag{Name: "search", Percent: 60})
	mustPut(t, board, Flag{Name: "chat", Percent: 40})
	for round := 0; round < 3; round++ {
		mustBe(t, board, "search", "ann", true)
		mustBe(t, board, "chat", "ann", false)
		mustBe(t, board, "search", "bob", true)
	}
	sort.Strings(*asked)
	if want := []string{"chat ann", "search ann", "search bob"}; !reflect.DeepEqual(*asked, want) {
		t.Errorf("asked for %q, want %q", *asked, want)
	}
}

func TestAFlagThatIsPutLeavesTheAnswersOfOthersAlone(t *testing.T) {
	board, asked := counting()
	for _, name := range []string{"chat", "chat2"} {
		mustPut(t, board, Flag{Name: name, Percent: 60})
		mustBe(t, board, name, "ann", true)
	}
	*asked = nil
	mustPut(t, board, Flag{Name: "chat", Percent: 10})
	mustBe(t, board, "chat", "ann", false)
	mustBe(t, board, "chat2", "ann", true)
	if want := []string{"chat ann"}; !reflect.DeepEqual(*asked, want) {
		t.Errorf("asked for %q, want %q", *asked, want)
	}
}
