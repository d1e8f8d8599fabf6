package waves

import (
	"errors"
	"reflect"
	"testing"
)

var shop = map[string][]string{
	"money":    {},
	"users":    {},
	"cart":     {"money"},
	"checkout": {"cart", "users"},
	"reports":  {"users"},
}

func expectWaves(t *testing.T, uses map[string][]string, changed []string, want ...[]string) {
	t.Helper()
	got, err := RebuildWaves(uses, changed)
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNothingChangedNothingRebuilt(t *testing.T) {
	expectWaves(t, shop, nil)
}

func TestAModuleNobodyUsesIsRebuiltAlone(t *testing.T) {
	expectWaves(t, shop, []string{"checkout"}, []string{"checkout"})
}

func TestUsersAreRebuiltAfterWhatTheyUse(t *testing.T) {
	expectWaves(t, shop, []string{"money"}, []string{"money"}, []string{"cart"}, []string{"checkout"})
}

func TestModulesOfOneWaveAreSortedByName(t *testing.T) {
	uses := map[string][]string{"users": {}, "reports": {"users"}, "audit": {"users"}}
	expectWaves(t, uses, []string{"users"}, []string{"users"}, []string{"audit", "reports"})
}

func TestAChangedPackageRebuildsItsUsers(t *testing.T) {
	uses := map[string][]string{"api": {"http-kit"}, "web": {"api"}, "cli": {}}
	expectWaves(t, uses, []string{"http-kit"}, []string{"api"}, []string{"web"})
}

func TestAModuleThatUsesItselfIsStuck(t *testing.T) {
	_, err := RebuildWaves(map[string][]string{"egg": {"egg"}}, []string{"egg"})
	var stuck *StuckError
	if !errors.As(err, &stuck) {
		t.Fatalf("got error %v, want a *StuckError", err)
	}
	if want := []string{"egg"}; !reflect.DeepEqual(stuck.Modules, want) {
		t.Errorf("got %v, want %v", stuck.Modules, want)
	}
}
