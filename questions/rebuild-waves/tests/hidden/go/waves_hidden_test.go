// canary: ilm-9d02b6c4e1f7385a
package waves

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
)

func assertWaves(t *testing.T, uses map[string][]string, changed []string, want ...[]string) {
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

func TestAModuleWaitsForTheLastThingItUses(t *testing.T) {
	uses := map[string][]string{"core": {}, "store": {"core"}, "api": {"store"}, "app": {"core", "api"}}
	assertWaves(t, uses, []string{"core"}, []string{"core"}, []string{"store"}, []string{"api"}, []string{"app"})
}

func TestModulesThatNeedNoRebuildHoldNobodyUp(t *testing.T) {
	uses := map[string][]string{
		"a": {}, "b": {"a"}, "c": {"b"},
		"theme": {}, "late": {"c", "theme"}, "early": {"theme"},
	}
	assertWaves(t, uses, []string{"theme"}, []string{"theme"}, []string{"early", "late"})
}

func TestTwoChangesOfWhichOneUsesTheOther(t *testing.T) {
	uses := map[string][]string{"core": {}, "api": {"core"}, "app": {"api"}}
	assertWaves(t, uses, []string{"api", "core"}, []string{"core"}, []string{"api"}, []string{"app"})
}

func TestACircleAndWhatWaitsForItIsStuck(t *testing.T) {
	uses := map[string][]string{"core": {}, "a": {"core", "b"}, "b": {"a"}, "app": {"b"}, "free": {"core"}}
	_, err := RebuildWaves(uses, []string{"core"})
	var stuck *StuckError
	if !errors.As(err, &stuck) {
		t.Fatalf("got error %v, want a *StuckError", err)
	}
	if want := []string{"a", "app", "b"}; !reflect.DeepEqual(stuck.Modules, want) {
		t.Errorf("got %v, want %v", stuck.Modules, want)
	}
}

func TestACircleThatNeedsNoRebuildDoesNoHarm(t *testing.T) {
	uses := map[string][]string{"a": {"b"}, "b": {"a"}, "page": {"style"}, "style": {}}
	assertWaves(t, uses, []string{"style"}, []string{"style"}, []string{"page"})
}

func TestNamesGivenTwiceCountOnce(t *testing.T) {
	uses := map[string][]string{"core": {}, "api": {"core", "core"}}
	assertWaves(t, uses, []string{"core", "core"}, []string{"core"}, []string{"api"})
}

func TestAnUnusedPackageRebuildsNothing(t *testing.T) {
	assertWaves(t, map[string][]string{"core": {}}, []string{"left-over"})
}

func TestALongChain(t *testing.T) {
	const size = 20_000
	uses := map[string][]string{"m00000": {}}
	for i := 1; i < size; i++ {
		uses[fmt.Sprintf("m%05d", i)] = []string{fmt.Sprintf("m%05d", i-1)}
	}
	waves, err := RebuildWaves(uses, []string{"m00000"})
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	if len(waves) != size {
		t.Fatalf("got %d waves, want %d", len(waves), size)
	}
	if want := []string{"m19999"}; !reflect.DeepEqual(waves[size-1], want) {
		t.Errorf("last wave is %v, want %v", waves[size-1], want)
	}
}

func TestManyWaysToTheSameModule(t *testing.T) {
	uses := map[string][]string{"left00": {}, "right00": {}}
	want := [][]string{{"left00", "right00"}}
	for i := 1; i < 60; i++ {
		left, right := fmt.Sprintf("left%02d", i), fmt.Sprintf("right%02d", i)
		uses[left], uses[right] = want[i-1], want[i-1]
		want = append(want, []string{left, right})
	}
	assertWaves(t, uses, []string{"left00", "right00"}, want...)
}
