// Package ledger holds the bookings of a workshop, and makes the file in which the bookkeeper gets them.
package ledger

import (
	"sort"
	"strings"
)

const headings = "date;account;text;amount"

// ExportLedger makes the file for the bookkeeper's program.
//
// Headings come first, then a line for each booking; every line ends with a newline. Headings are there even
// without bookings, or the program refuses the file. All bookings are in the file, or there is no file: a bad one
// is answered with ErrBadBooking. What was handed in stays as it was.
func ExportLedger(bookings []Booking) (string, error) {
	inOrder := append([]Booking(nil), bookings...)
	sort.SliceStable(inOrder, func(i, j int) bool { return inOrder[i].Date < inOrder[j].Date })
	lines := []string{headings}
	total := 0
	for _, booking := range inOrder {
		if err := check(booking); err != nil {
			return "", err
		}
		lines = append(lines, lineOf(booking))
		total += booking.Amount
	}
	lines = append(lines, "Total;;;"+FormatAmount(total))
	return strings.Join(lines, "\n") + "\n", nil
}

func lineOf(booking Booking) string {
	fields := []string{
		booking.Date,
		guarded(quoted(booking.Account)),
		guarded(quoted(booking.Text)),
		FormatAmount(booking.Amount),
	}
	return strings.Join(fields, ";")
}

// guarded keeps a spreadsheet from running the field as a formula.
func guarded(field string) string {
	if field != "" && strings.ContainsAny(field[:1], "=+-@") {
		return "'" + field
	}
	return field
}
