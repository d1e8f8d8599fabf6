// canary: ilm-98247f595e943094
package ferry

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func guest(name string, arrives, length int) Vehicle {
	return Vehicle{Name: name, Arrives: arrives, Length: length}
}

func islander(name string, arrives, length int) Vehicle {
	return Vehicle{Name: name, Arrives: arrives, Length: length, Resident: true}
}

// mustPlan compares the plan written as "480 car van | 540 | left bus".
func mustPlan(t *testing.T, sailings []Sailing, want string, vehicles ...Vehicle) {
	t.Helper()
	plan := PlanDay(sailings, vehicles)
	var parts []string
	for _, boarding := range plan.Boardings {
		parts = append(parts, strings.Join(append([]string{fmt.Sprint(boarding.Departs)}, boarding.Names...), " "))
	}
	parts = append(parts, strings.Join(append([]string{"left"}, plan.Left...), " "))
	if got := strings.Join(parts, " | "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTheMinuteOfClosingIsInTime(t *testing.T) {
	mustPlan(t, []Sailing{{480, 30}}, "480 just | left missed", guest("just", 475, 4), guest("missed", 476, 4))
}

func TestBetweenTwoVehiclesStaysAMetreAndNoneAtTheEnds(t *testing.T) {
	a, b, c := guest("a", 1, 5), guest("b", 2, 4), guest("c", 3, 3)
	mustPlan(t, []Sailing{{480, 10}}, "480 a b | left", a, b)
	mustPlan(t, []Sailing{{480, 9}}, "480 a | left b", a, b)
	mustPlan(t, []Sailing{{480, 14}}, "480 a b c | left", a, b, c)
	mustPlan(t, []Sailing{{480, 13}}, "480 a b | left c", a, b, c)
}

func TestOneVehicleMayTakeTheWholeDeck(t *testing.T) {
	mustPlan(t, []Sailing{{480, 12}}, "480 bus | left", guest("bus", 1, 12))
	mustPlan(t, []Sailing{{480, 11}}, "480 | left bus", guest("bus", 1, 12))
}

func TestWhoFitsMayPassThoseWhoDoNot(t *testing.T) {
	mustPlan(t, []Sailing{{480, 14}, {540, 12}}, "480 car van bike | 540 truck | left",
		guest("car", 1, 4), guest("truck", 2, 12), guest("van", 3, 6), guest("bike", 4, 2))
}

func TestAGuestLeftBehindStillLetsResidentsGoFirst(t *testing.T) {
	mustPlan(t, []Sailing{{480, 8}, {540, 8}, {600, 8}}, "480 first | 540 islander | 600 second | left",
		guest("first", 1, 8), guest("second", 2, 8), islander("islander", 500, 8))
}

func TestResidentsTooGoInTheOrderOfArrival(t *testing.T) {
	mustPlan(t, []Sailing{{480, 30}}, "480 earlier later guest | left",
		guest("guest", 1, 2), islander("later", 20, 2), islander("earlier", 10, 2))
}

// More than twelve, since Go sorts short lists in a way that happens to be stable.
func TestWhoArrivesInTheSameMinuteKeepsTheOrderOfTheList(t *testing.T) {
	var vehicles []Vehicle
	var names []string
	for i := 0; i < 40; i++ {
		name := fmt.Sprintf("v%d", i*7%40)
		names = append(names, name)
		vehicles = append(vehicles, guest(name, 60, 2))
	}
	mustPlan(t, []Sailing{{480, 8}}, "480 "+strings.Join(names[:3], " ")+" | left "+strings.Join(names[3:], " "), vehicles...)
}

func TestSailingsMayComeInAnyOrder(t *testing.T) {
	mustPlan(t, []Sailing{{1000, 4}, {95, 4}, {100, 4}}, "95 car | 100 van | 1000 | left",
		guest("car", 50, 4), guest("van", 60, 4))
}

func TestWhoIsLeftIsToldInTheOrderOfArrival(t *testing.T) {
	mustPlan(t, []Sailing{{480, 30}}, "480 | left b a r c",
		guest("c", 1000, 2), guest("b", 99, 40), islander("r", 200, 40), guest("a", 99, 40))
}

func TestADayWithoutSailingsOrVehicles(t *testing.T) {
	mustPlan(t, nil, "left a b", guest("b", 2, 4), guest("a", 1, 4))
	mustPlan(t, []Sailing{{480, 30}}, "480 | left")
}

func TestWhatWasHandedInIsLeftAsItWas(t *testing.T) {
	sailings := []Sailing{{540, 30}, {480, 4}}
	vehicles := []Vehicle{guest("van", 470, 6), guest("car", 460, 4)}
	PlanDay(sailings, vehicles)
	if !reflect.DeepEqual(sailings, []Sailing{{540, 30}, {480, 4}}) {
		t.Errorf("the sailings were changed to %v", sailings)
	}
	if !reflect.DeepEqual(vehicles, []Vehicle{guest("van", 470, 6), guest("car", 460, 4)}) {
		t.Errorf("the vehicles were changed to %v", vehicles)
	}
}
