// canary: ilm-41c7e09b52d8a63f
package storms

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

func assertStorms(t *testing.T, alerts []Alert, window, threshold int, want ...Storm) {
	t.Helper()
	got := FindStorms(alerts, window, threshold)
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEmptyLog(t *testing.T) {
	assertStorms(t, nil, 60, 1)
}

func TestWindowExcludesItsFarBorder(t *testing.T) {
	assertStorms(t, []Alert{{0, "api"}, {60, "db"}}, 60, 2)
}

func TestWindowIncludesOneSecondInsideItsFarBorder(t *testing.T) {
	assertStorms(t, []Alert{{0, "api"}, {59, "db"}}, 60, 2, Storm{Start: 59, End: 59, Peak: 2})
}

func TestServiceStaysWhileAnyOfItsAlertsIsInTheWindow(t *testing.T) {
	alerts := []Alert{{0, "api"}, {50, "api"}, {90, "db"}}
	assertStorms(t, alerts, 60, 2, Storm{Start: 90, End: 90, Peak: 2})
}

func TestAlertsOfOneSecondCountTogether(t *testing.T) {
	alerts := []Alert{{0, "api"}, {30, "db"}, {70, "db"}, {70, "mail"}}
	assertStorms(t, alerts, 60, 2, Storm{Start: 30, End: 70, Peak: 2})
}

func TestOneMomentCanBeAStorm(t *testing.T) {
	alerts := []Alert{{7, "api"}, {7, "db"}, {7, "api"}}
	assertStorms(t, alerts, 1, 2, Storm{Start: 7, End: 7, Peak: 2})
}

func TestThresholdOfOneJoinsEveryMoment(t *testing.T) {
	alerts := []Alert{{0, "api"}, {1000, "api"}, {5000, "db"}}
	assertStorms(t, alerts, 10, 1, Storm{Start: 0, End: 5000, Peak: 1})
}

func TestTheLogIsLeftAsItWas(t *testing.T) {
	alerts := []Alert{{20, "mail"}, {0, "api"}, {10, "db"}}
	before := append([]Alert(nil), alerts...)
	FindStorms(alerts, 60, 2)
	if !reflect.DeepEqual(alerts, before) {
		t.Errorf("the log was changed to %v", alerts)
	}
}

// A good solution needs well under half a second; one that looks back from every alert needs minutes.
func TestAYearOfAlertsTakesAboutOnePass(t *testing.T) {
	const size, services = 200_000, 500
	alerts := make([]Alert, size)
	for at := range alerts {
		alerts[at] = Alert{At: at, Service: fmt.Sprintf("service-%d", at%services)}
	}

	found := make(chan []Storm, 1)
	go func() { found <- FindStorms(alerts, size, 400) }()
	select {
	case got := <-found:
		if want := []Storm{{Start: 399, End: size - 1, Peak: services}}; !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("not done after 10 seconds: the work grows faster than the log")
	}
}
