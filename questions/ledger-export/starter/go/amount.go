package ledger

import "fmt"

// FormatAmount shows cents as the bookkeeper writes them: 1250 is "12,50", and the same amount going back
// is "-12,50".
func FormatAmount(cents int) string {
	return fmt.Sprintf("%d,%02d", cents/100, cents%100)
}
