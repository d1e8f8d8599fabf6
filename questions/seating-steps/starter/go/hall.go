// Package seating is the seating plan of a small theatre.
package seating

import "fmt"

// Hall knows who sits where. Seats are named by row and number, such as A1; numbers begin at 1.
type Hall struct {
	guests map[string]string
}

// NewHall makes an empty hall; rows tells how many seats each row has.
func NewHall(rows map[string]int) *Hall {
	hall := &Hall{guests: map[string]string{}}
	for row, seats := range rows {
		for number := 1; number <= seats; number++ {
			hall.guests[fmt.Sprintf("%s%d", row, number)] = ""
		}
	}
	return hall
}

// Guest tells who sits there: "" when the seat is free.
func (h *Hall) Guest(seat string) (string, error) {
	guest, ok := h.guests[seat]
	if !ok {
		return "", fmt.Errorf("%s: %w", seat, ErrUnknownSeat)
	}
	return guest, nil
}

// Taken returns the guests by their seats.
func (h *Hall) Taken() map[string]string {
	taken := map[string]string{}
	for seat, guest := range h.guests {
		if guest != "" {
			taken[seat] = guest
		}
	}
	return taken
}

func (h *Hall) put(seat, guest string) {
	h.guests[seat] = guest
}
