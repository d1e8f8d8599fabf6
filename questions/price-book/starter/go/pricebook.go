// Package pricebook answers what a price book said on an earlier day.
package pricebook

// NoPrice stands where there is no price.
const NoPrice = -1

// Line is one line of the book. Days are whole numbers, prices cents; with NoPrice it withdraws what was noted
// for this start.
type Line struct {
	Noted  int
	Starts int
	Price  int
}

// Question asks what the book said on the day Asked about the price on the day Day.
type Question struct {
	Asked int
	Day   int
}

// PricesAsNoted answers each question with a price or NoPrice, in the order of the questions.
func PricesAsNoted(book []Line, questions []Question) []int {
	return nil
}
