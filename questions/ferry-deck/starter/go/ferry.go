// Package ferry plans which vehicles an island ferry takes on which sailing.
package ferry

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
	return Plan{}
}
