// canary: ilm-c85e13fa07b94d26
package tab

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
)

func assertEqual(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSharesDifferByAtMostACent(t *testing.T) {
	assertEqual(t, Split(1001, 4), []int{251, 250, 250, 250})
	assertEqual(t, Split(1002, 4), []int{251, 251, 250, 250})
	assertEqual(t, Split(1003, 4), []int{251, 251, 251, 250})
}

func TestFewerCentsThanPeople(t *testing.T) {
	assertEqual(t, Split(2, 3), []int{1, 1, 0})
}

func TestALargeAmountIsSplitExactly(t *testing.T) {
	assertEqual(t, Split(9_007_199_254_740_991, 2), []int{4_503_599_627_370_496, 4_503_599_627_370_495})
}

func TestARefundIsSplitAsTheExpenseItUndoes(t *testing.T) {
	assertEqual(t, Split(-1000, 3), []int{-334, -333, -333})
}

func TestAnExpenseAndItsRefundLeaveNothing(t *testing.T) {
	members := []string{"Ada", "Ben", "Cleo"}
	flat := NewGroup("Flat 12", members, nil)
	for _, amount := range []int{1000, -1000} {
		expense := Expense{Date: "2026-03-01", PaidBy: "Ben", Amount: amount, SharedBy: members, Label: "food"}
		if err := flat.Add(expense); err != nil {
			t.Fatal(err)
		}
	}
	assertEqual(t, flat.Balances(), map[string]int{"Ada": 0, "Ben": 0, "Cleo": 0})
}

func TestPagesNeeded(t *testing.T) {
	for _, c := range []struct{ items, pages int }{{1, 1}, {4, 1}, {5, 1}, {6, 2}, {9, 2}, {10, 2}, {11, 3}} {
		t.Run(fmt.Sprintf("%d items", c.items), func(t *testing.T) {
			page, err := PageOf(make([]int, c.items), 1, 5)
			if err != nil {
				t.Fatal(err)
			}
			assertEqual(t, page.Pages, c.pages)
		})
	}
}

func TestTheLastPageHoldsTheRest(t *testing.T) {
	page, err := PageOf([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 3, 5)
	if err != nil {
		t.Fatal(err)
	}
	assertEqual(t, page, Page[int]{Items: []int{10}, Number: 3, Pages: 3})
}

func TestThereIsNoPageAfterTheLast(t *testing.T) {
	if _, err := PageOf(make([]int, 10), 3, 5); err == nil {
		t.Error("got page 3 of 10 items at 5 a page, want an error")
	}
}

func TestAnEmptyGroupHasOneEmptyPage(t *testing.T) {
	got, err := Statement(NewGroup("New", []string{"Ada"}, nil), 1, 20)
	if err != nil {
		t.Fatal(err)
	}
	assertEqual(t, got, "New, page 1 of 1")
}

func TestLabelsGivenToAGroupAreNotChanged(t *testing.T) {
	given := Labels{"fuel": true}
	car, van := NewGroup("Car", []string{"Ada"}, given), NewGroup("Van", []string{"Ada"}, given)
	car.AddLabel("Toll ")
	assertEqual(t, car.Labels(), []string{"fuel", "toll"})
	assertEqual(t, van.Labels(), []string{"fuel"})
	assertEqual(t, given, Labels{"fuel": true})
}

func TestTheStandardLabelsNeverChange(t *testing.T) {
	pets := Expense{Date: "2026-03-01", PaidBy: "Ada", Amount: 100, SharedBy: []string{"Ada"}, Label: "pets"}
	flat := NewGroup("Flat 12", []string{"Ada"}, nil)
	flat.AddLabel("pets")
	if err := flat.Add(pets); err != nil {
		t.Fatal(err)
	}
	assertEqual(t, StandardLabels, Labels{"food": true, "household": true, "rent": true})

	err := NewGroup("Other", []string{"Ada"}, nil).Add(pets)
	var unknown *UnknownLabelError
	if !errors.As(err, &unknown) {
		t.Errorf("got error %v, want an *UnknownLabelError", err)
	}
}
