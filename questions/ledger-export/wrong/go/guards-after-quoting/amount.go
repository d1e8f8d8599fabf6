package ledger

import "fmt"

// FormatAmount shows cents as the bookkeeper writes them: 1250 is "12,50", and the same amount going back
// is "-12,50".
func FormatAmount(cents int) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d,%02d", sign, cents/100, cents%100)
}
