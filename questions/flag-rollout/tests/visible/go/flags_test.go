package flags

import (
	"fmt"
	"reflect"
	"testing"
)

func boardWith(t *testing.T, all ...Flag) *Switchboard {
	t.Helper()
	board := New(BucketOf)
	for _, flag := range all {
		if err := board.Put(flag); err != nil {
			t.Fatalf("unexpected error: %v", err)
		}
	}
	return board
}

func countUsers(board *Switchboard, name string) int {
	count := 0
	for number := 0; number < 1000; number++ {
		if board.IsOn(name, fmt.Sprint("user-", number)) {
			count++
		}
	}
	return count
}

func TestAnUnknownFlagIsOffAndMissed(t *testing.T) {
	board := boardWith(t)
	if board.IsOn("serach", "ann") {
		t.Error("the flag is on, want it off")
	}
	if got, want := board.Missing(), map[string]int{"serach": 1}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAnAllowedUserHasItBeforeAllOthers(t *testing.T) {
	board := boardWith(t, Flag{Name: "search", Allow: map[string]bool{"ann": true}})
	if !board.IsOn("search", "ann") {
		t.Error("the flag is off for ann, want it on")
	}
}

func TestADeniedUserNeverHasIt(t *testing.T) {
	board := boardWith(t, Flag{Name: "search", Percent: 100, Deny: map[string]bool{"bob": true}})
	if board.IsOn("search", "bob") || !board.IsOn("search", "ann") {
		t.Error("want the flag off for bob, and on for ann")
	}
}

func TestNobodyHasAFlagAt0Percent(t *testing.T) {
	if got := countUsers(boardWith(t, Flag{Name: "search"}), "search"); got != 0 {
		t.Errorf("got %d users, want none", got)
	}
}

func TestHalfOfTheUsersHaveAFlagAt50Percent(t *testing.T) {
	got := countUsers(boardWith(t, Flag{Name: "search", Percent: 50}), "search")
	if got < 450 || got > 550 {
		t.Errorf("got %d users of 1000, want about half", got)
	}
}

func TestEverybodyHasAFlagAt100Percent(t *testing.T) {
	if got := countUsers(boardWith(t, Flag{Name: "search", Percent: 100}), "search"); got != 1000 {
		t.Errorf("got %d users of 1000, want all", got)
	}
}

func TestTheCacheGivesTheRightAnswer(t *testing.T) {
	board := boardWith(t, Flag{Name: "search", Percent: 50})
	for number := 0; number < 1000; number++ {
		user := fmt.Sprint("user-", number)
		if board.IsOn("search", user) != board.IsOn("search", user) {
			t.Errorf("two answers for %s", user)
		}
	}
}
