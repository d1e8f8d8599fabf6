package stock

import "fmt"

// Kit is the parts of one product. A part may stand in several lines.
type Kit struct {
	Name  string
	Lines []KitLine
}

// KitLine is so many pieces of a part.
type KitLine struct {
	Part     string
	Quantity int
}

// TakeKit takes the parts for so many products and returns what they cost.
//
// Either all parts are taken or, when one is unknown or runs out, none at all.
func TakeKit(shelf *Shelf, kit Kit, times int) (int, error) {
	needed := map[string]int{}
	for _, line := range kit.Lines {
		needed[line.Part] += line.Quantity * times
	}
	for part, quantity := range needed {
		there, err := shelf.OnHand(part)
		if err != nil {
			return 0, err
		}
		if quantity > there {
			return 0, fmt.Errorf("%w: %s", ErrOutOfStock, part)
		}
	}
	total := 0
	for part, quantity := range needed {
		cost, err := shelf.Take(part, quantity)
		if err != nil {
			return 0, err
		}
		total += cost
	}
	return total, nil
}
