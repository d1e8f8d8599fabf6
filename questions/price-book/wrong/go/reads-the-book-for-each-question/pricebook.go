// Package pricebook answers what a price book said on an earlier day.
package pricebook

import "sort"

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

// PricesAsNoted is right, but it reads the whole book for each question.
func PricesAsNoted(book []Line, questions []Question) []int {
	lines := append([]Line(nil), book...)
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].Noted < lines[j].Noted })
	answers := make([]int, len(questions))
	for i, question := range questions {
		answers[i] = answer(lines, question)
	}
	return answers
}

func answer(lines []Line, question Question) int {
	prices := map[int]int{}
	for _, line := range lines {
		if line.Noted <= question.Asked && line.Starts <= question.Day {
			prices[line.Starts] = line.Price
		}
	}
	latest, found := -1, NoPrice
	for start, price := range prices {
		if price != NoPrice && start > latest {
			latest, found = start, price
		}
	}
	return found
}
