package seating

// change: one seat changed hands; "" stands for nobody.
type change struct {
	seat   string
	before string
	after  string
}
