package stock

// Batch is what is left of a delivery.
type Batch struct {
	Day      string // when it was delivered: year, month and day, as in 2026-03-31
	Left     int
	UnitCost int // what one piece cost, in cents
}
