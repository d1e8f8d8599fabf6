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

// places is a row of places, each taken or free. Taking, freeing and finding cost the logarithm of its length.
// It is a tree over the row: each node holds the last taken place below it, or -1.
type places struct {
	leaves int
	last   []int
}

func newPlaces(count int) *places {
	leaves := 1
	for leaves < count {
		leaves *= 2
	}
	last := make([]int, 2*leaves)
	for node := range last {
		last[node] = -1
	}
	return &places{leaves, last}
}

func (p *places) set(place int, taken bool) {
	node := p.leaves + place
	p.last[node] = -1
	if taken {
		p.last[node] = place
	}
	for node > 1 {
		node /= 2
		p.last[node] = p.last[2*node+1]
		if p.last[node] < 0 {
			p.last[node] = p.last[2*node]
		}
	}
}

// lastTaken returns the last taken place that is not behind place; -1 if there is none.
func (p *places) lastTaken(place int) int {
	node := p.leaves + place
	found := p.last[node]
	for ; found < 0 && node > 1; node /= 2 {
		if node%2 == 1 {
			found = p.last[node-1]
		}
	}
	return found
}

// PricesAsNoted answers each question with a price or NoPrice, in the order of the questions.
func PricesAsNoted(book []Line, questions []Question) []int {
	starts := distinctStarts(book)
	prices := make([]int, len(starts))
	inForce := newPlaces(len(starts))

	lines := append([]Line(nil), book...)
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].Noted < lines[j].Noted })
	order := make([]int, len(questions))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return questions[order[i]].Asked < questions[order[j]].Asked })

	read := 0
	answers := make([]int, len(questions))
	for _, index := range order {
		question := questions[index]
		for ; read < len(lines) && lines[read].Noted <= question.Asked; read++ {
			place := sort.SearchInts(starts, lines[read].Starts)
			prices[place] = lines[read].Price
			inForce.set(place, lines[read].Price != NoPrice)
		}
		answers[index] = NoPrice
		if begun := sort.SearchInts(starts, question.Day+1); begun > 0 {
			if place := inForce.lastTaken(begun - 1); place >= 0 {
				answers[index] = prices[place]
			}
		}
	}
	return answers
}

func distinctStarts(book []Line) []int {
	seen := map[int]bool{}
	var starts []int
	for _, line := range book {
		if !seen[line.Starts] {
			seen[line.Starts] = true
			starts = append(starts, line.Starts)
		}
	}
	sort.Ints(starts)
	return starts
}
