package tab

import "fmt"

// Split divides an amount among people. Amounts are whole cents, so that sums stay exact.
//
// The shares add up to the amount and differ by at most a cent; the first people carry the extra
// cents. A refund (a negative amount) is split exactly as the expense it undoes.
func Split(amount, people int) []int {
	share, extra := amount/people, amount%people
	shares := make([]int, people)
	for i := range shares {
		shares[i] = share
		switch {
		case i < extra:
			shares[i]++
		case i < -extra:
			shares[i]--
		}
	}
	return shares
}

// FormatAmount shows -1234 as -12.34.
func FormatAmount(cents int) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}
