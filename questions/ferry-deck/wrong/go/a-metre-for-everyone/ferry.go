// Package ferry plans which vehicles an island ferry takes on which sailing.
package ferry

import "sort"

const (
	// ClosesBefore is how many minutes before a sailing departs its boarding closes.
	ClosesBefore = 5
	// Gap is how many metres stay free between two vehicles on deck.
	Gap = 1
)

// Sailing departs so many minutes after midnight, with a deck of so many metres.
type Sailing struct {
	Departs int
	Deck    int
}

// Vehicle arrives so many minutes after midnight and is so many metres long; residents live on the island.
type Vehicle struct {
	Name     string
	Arrives  int
	Length   int
	Resident bool
}

// Boarding is who goes aboard a sailing, in order.
type Boarding struct {
	Departs int
	Names   []string
}

// Plan is the boardings of a day, and who is still waiting at its end.
type Plan struct {
	Boardings []Boarding
	Left      []string
}

// PlanDay plans a whole day.
func PlanDay(sailings []Sailing, vehicles []Vehicle) Plan {
	waiting := append([]Vehicle(nil), vehicles...)
	sort.SliceStable(waiting, func(i, j int) bool { return waiting[i].Arrives < waiting[j].Arrives })
	inOrder := append([]Sailing(nil), sailings...)
	sort.Slice(inOrder, func(i, j int) bool { return inOrder[i].Departs < inOrder[j].Departs })

	var plan Plan
	for _, sailing := range inOrder {
		var names []string
		names, waiting = load(sailing, waiting)
		plan.Boardings = append(plan.Boardings, Boarding{sailing.Departs, names})
	}
	for _, vehicle := range waiting {
		plan.Left = append(plan.Left, vehicle.Name)
	}
	return plan
}

// load returns the names of those who go aboard, and who goes on waiting.
func load(sailing Sailing, waiting []Vehicle) (names []string, still []Vehicle) {
	aboard := map[string]bool{}
	free := sailing.Deck
	for _, residents := range []bool{true, false} {
		for _, vehicle := range waiting {
			if vehicle.Resident != residents || vehicle.Arrives > sailing.Departs-ClosesBefore {
				continue
			}
			needed := vehicle.Length + Gap
			if needed <= free {
				free -= needed
				names = append(names, vehicle.Name)
				aboard[vehicle.Name] = true
			}
		}
	}
	for _, vehicle := range waiting {
		if !aboard[vehicle.Name] {
			still = append(still, vehicle)
		}
	}
	return names, still
}
