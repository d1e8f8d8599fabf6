package ledger

import (
	"errors"
	"fmt"
)

// Booking is one line in the books.
type Booking struct {
	Date    string // year, month and day, as in "2026-03-31"
	Account string
	Text    string
	Amount  int // in cents; negative for money that goes back
}

// ErrBadBooking tells of a booking that must not be in anybody's books.
var ErrBadBooking = errors.New("bad booking")

// check returns an ErrBadBooking unless the booking has a date and an account.
func check(booking Booking) error {
	if booking.Date == "" || booking.Account == "" {
		return fmt.Errorf("%w: %q needs a date and an account", ErrBadBooking, booking.Text)
	}
	return nil
}
