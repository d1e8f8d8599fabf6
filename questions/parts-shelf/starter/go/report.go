package stock

import (
	"fmt"
	"strings"
)

// StockReport tells what lies on the shelf, part by part, and its value.
func StockReport(shelf *Shelf) string {
	var report strings.Builder
	for _, part := range shelf.Parts() {
		batches, _ := shelf.Batches(part)
		if len(batches) == 0 {
			fmt.Fprintf(&report, "%s: none\n", part)
			continue
		}
		count, _ := shelf.OnHand(part)
		fmt.Fprintf(&report, "%s: %d, oldest of %s\n", part, count, batches[0].Day)
	}
	fmt.Fprintf(&report, "value %d.%02d", shelf.Value()/100, shelf.Value()%100)
	return report.String()
}
