package tab

import "fmt"

// Page is one page cut out of a longer list.
type Page[T any] struct {
	Items  []T
	Number int
	Pages  int
}

// PageOf cuts out one page; the first is number 1. There is always a first page, if need be an
// empty one. It is an error to ask for a page that is not there.
func PageOf[T any](items []T, number, size int) (Page[T], error) {
	pages := len(items)/size + 1
	if number < 1 || number > pages {
		return Page[T]{}, fmt.Errorf("there is no page %d, only %d", number, pages)
	}
	start := (number - 1) * size
	end := start + size
	if end > len(items) {
		end = len(items)
	}
	return Page[T]{Items: items[start:end], Number: number, Pages: pages}, nil
}
