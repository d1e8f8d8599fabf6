// Package stock is the stock of a workshop: what lies on its shelf, and what it cost.
package stock

import (
	"fmt"
	"sort"
)

// Shelf holds parts in batches. The oldest pieces of a part are always used first.
type Shelf struct {
	batches map[string][]Batch
	value   int
	valued  bool // whether value is known
}

// NewShelf makes an empty shelf.
func NewShelf() *Shelf {
	return &Shelf{batches: map[string][]Batch{}}
}

// Receive puts a delivery on the shelf. A delivery is as old as its day, whenever it is entered. Of two on one day,
// the one entered first is older.
func (s *Shelf) Receive(part, day string, quantity, unitCost int) {
	s.keep(part, append(s.batches[part], Batch{Day: day, Left: quantity, UnitCost: unitCost}))
}

// Parts returns the names of all parts, sorted.
func (s *Shelf) Parts() []string {
	var parts []string
	for part := range s.batches {
		parts = append(parts, part)
	}
	sort.Strings(parts)
	return parts
}

// Batches returns a copy of what there is of a part, the oldest first. A batch of which nothing is left is
// not among them.
func (s *Shelf) Batches(part string) ([]Batch, error) {
	batches, known := s.batches[part]
	if !known {
		return nil, fmt.Errorf("%w: %s", ErrUnknownPart, part)
	}
	return append([]Batch(nil), batches...), nil
}

// OnHand counts the pieces of a part.
func (s *Shelf) OnHand(part string) (int, error) {
	batches, err := s.Batches(part)
	count := 0
	for _, batch := range batches {
		count += batch.Left
	}
	return count, err
}

// Take takes pieces and returns what they cost. If there are not enough, nothing is taken.
func (s *Shelf) Take(part string, quantity int) (int, error) {
	there, err := s.OnHand(part)
	if err != nil {
		return 0, err
	}
	if quantity > there {
		return 0, fmt.Errorf("%w: %s", ErrOutOfStock, part)
	}
	return s.useUp(part, quantity), nil
}

// Correct writes off what a count found missing, and returns what it cost.
func (s *Shelf) Correct(part string, counted int) (int, error) {
	there, err := s.OnHand(part)
	if err != nil {
		return 0, err
	}
	if counted > there {
		return 0, fmt.Errorf("%w: %s", ErrTooMany, part)
	}
	return s.useUp(part, there-counted), nil
}

// Recall takes everything off the shelf that was delivered on a day, and returns what it cost.
func (s *Shelf) Recall(part, day string) (int, error) {
	batches, known := s.batches[part]
	if !known {
		return 0, fmt.Errorf("%w: %s", ErrUnknownPart, part)
	}
	cost := 0
	var kept []Batch
	for _, batch := range batches {
		if batch.Day == day {
			cost += batch.Left * batch.UnitCost
		} else {
			kept = append(kept, batch)
		}
	}
	s.keep(part, kept)
	return cost, nil
}

// Value returns what everything that lies on the shelf right now cost. Reports ask for it often.
func (s *Shelf) Value() int {
	if !s.valued {
		s.value = 0
		for _, batches := range s.batches {
			for _, batch := range batches {
				s.value += batch.Left * batch.UnitCost
			}
		}
		s.valued = true
	}
	return s.value
}

func (s *Shelf) useUp(part string, quantity int) int {
	var kept []Batch
	cost := 0
	for _, batch := range s.batches[part] {
		used := batch.Left
		if used > quantity {
			used = quantity
		}
		batch.Left -= used
		quantity -= used
		cost += used * batch.UnitCost
		if batch.Left > 0 {
			kept = append(kept, batch)
		}
	}
	s.keep(part, kept)
	return cost
}

// keep is where every change of the batches comes through.
func (s *Shelf) keep(part string, batches []Batch) {
	sort.SliceStable(batches, func(i, j int) bool { return batches[i].Day < batches[j].Day })
	s.batches[part] = batches
	s.valued = false
}
