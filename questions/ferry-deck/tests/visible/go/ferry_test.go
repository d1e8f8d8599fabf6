package ferry

import (
	"fmt"
	"testing"
)

func expectPlan(t *testing.T, sailings []Sailing, vehicles []Vehicle, want Plan) {
	t.Helper()
	got := PlanDay(sailings, vehicles)
	if fmt.Sprint(got) != fmt.Sprint(want) { // as text, so that nil and empty are the same
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhoIsThereInTimeGoesAboardInTheOrderOfArrival(t *testing.T) {
	vehicles := []Vehicle{{"van", 470, 6, false}, {"car", 460, 4, false}}
	expectPlan(t, []Sailing{{480, 30}}, vehicles, Plan{Boardings: []Boarding{{480, []string{"car", "van"}}}})
}

func TestWhoComesTooLateTakesTheNextSailing(t *testing.T) {
	vehicles := []Vehicle{{"car", 460, 4, false}, {"late", 478, 4, false}}
	expectPlan(t, []Sailing{{480, 30}, {540, 30}}, vehicles,
		Plan{Boardings: []Boarding{{480, []string{"car"}}, {540, []string{"late"}}}})
}

func TestWhoDoesNotFitTakesTheNextSailing(t *testing.T) {
	vehicles := []Vehicle{{"truck", 400, 12, false}, {"bus", 410, 12, false}}
	expectPlan(t, []Sailing{{480, 20}, {540, 20}}, vehicles,
		Plan{Boardings: []Boarding{{480, []string{"truck"}}, {540, []string{"bus"}}}})
}

func TestResidentsGoFirst(t *testing.T) {
	vehicles := []Vehicle{{"guest", 400, 4, false}, {"islander", 470, 4, true}}
	expectPlan(t, []Sailing{{480, 30}}, vehicles,
		Plan{Boardings: []Boarding{{480, []string{"islander", "guest"}}}})
}

func TestWhoGetsOnNoSailingIsLeft(t *testing.T) {
	vehicles := []Vehicle{{"car", 460, 4, false}, {"night", 1300, 4, false}}
	expectPlan(t, []Sailing{{480, 30}}, vehicles,
		Plan{Boardings: []Boarding{{480, []string{"car"}}}, Left: []string{"night"}})
}
