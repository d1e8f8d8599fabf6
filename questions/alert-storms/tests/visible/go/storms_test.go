package storms

import (
	"reflect"
	"testing"
)

func expectStorms(t *testing.T, alerts []Alert, window, threshold int, want ...Storm) {
	t.Helper()
	got := FindStorms(alerts, window, threshold)
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("FindStorms(%v, %d, %d)\n got %v\nwant %v", alerts, window, threshold, got, want)
	}
}

func TestQuietLogHasNoStorms(t *testing.T) {
	expectStorms(t, []Alert{{0, "api"}, {100, "db"}}, 60, 2)
}

func TestOneStormFromFirstToLastStormyMoment(t *testing.T) {
	alerts := []Alert{{0, "api"}, {10, "db"}, {20, "mail"}, {200, "api"}}
	expectStorms(t, alerts, 60, 2, Storm{Start: 10, End: 20, Peak: 3})
}

func TestOneNoisyServiceIsNotAStorm(t *testing.T) {
	alerts := []Alert{{0, "api"}, {1, "api"}, {2, "api"}, {3, "api"}}
	expectStorms(t, alerts, 60, 2)
}

func TestTwoStormsWithQuietBetween(t *testing.T) {
	alerts := []Alert{{0, "api"}, {5, "db"}, {100, "mail"}, {200, "db"}, {205, "api"}}
	expectStorms(t, alerts, 60, 2, Storm{Start: 5, End: 5, Peak: 2}, Storm{Start: 205, End: 205, Peak: 2})
}

func TestAlertsMayComeInAnyOrder(t *testing.T) {
	alerts := []Alert{{20, "mail"}, {0, "api"}, {10, "db"}}
	expectStorms(t, alerts, 60, 3, Storm{Start: 20, End: 20, Peak: 3})
}
