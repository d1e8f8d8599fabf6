package tab

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

var people = []string{"Ada", "Ben", "Cleo"}

func flatWith(t *testing.T, amounts ...int) *Group {
	t.Helper()
	flat := NewGroup("Flat 12", people, nil)
	for i, amount := range amounts {
		date := fmt.Sprintf("2026-03-%02d", len(amounts)-i)
		expense := Expense{Date: date, PaidBy: "Ada", Amount: amount, SharedBy: people, Label: "food"}
		if err := flat.Add(expense); err != nil {
			t.Fatal(err)
		}
	}
	return flat
}

func TestAnEvenDinnerIsSplitEvenly(t *testing.T) {
	got := flatWith(t, 3000).Balances()
	if want := map[string]int{"Ada": 2000, "Ben": -1000, "Cleo": -1000}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestBalancesAddUpToZero(t *testing.T) {
	sum := 0
	for _, balance := range flatWith(t, 1000).Balances() {
		sum += balance
	}
	if sum != 0 {
		t.Errorf("balances add up to %d, want 0", sum)
	}
}

func TestAStatementListsExpensesByDate(t *testing.T) {
	got, err := Statement(flatWith(t, 450, 1999), 1, 20)
	if err != nil {
		t.Fatal(err)
	}
	want := "Flat 12, page 1 of 1\n2026-03-01  Ada  19.99  food\n2026-03-02  Ada  4.50  food"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTenExpensesFillTwoPagesOfFive(t *testing.T) {
	text, err := Statement(flatWith(t, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 2, 5)
	if err != nil {
		t.Fatal(err)
	}
	got, _, _ := strings.Cut(text, "\n")
	if want := "Flat 12, page 2 of 2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestALabelStaysInItsGroup(t *testing.T) {
	flat, trip := NewGroup("Flat 12", people, nil), NewGroup("Ski trip", people, nil)
	trip.AddLabel("lift pass")
	if want := []string{"food", "household", "lift pass", "rent"}; !reflect.DeepEqual(trip.Labels(), want) {
		t.Errorf("trip has %v, want %v", trip.Labels(), want)
	}
	if want := []string{"food", "household", "rent"}; !reflect.DeepEqual(flat.Labels(), want) {
		t.Errorf("flat has %v, want %v", flat.Labels(), want)
	}
}

func TestAmountsBelowZeroKeepTheirSign(t *testing.T) {
	if got, want := FormatAmount(-5), "-0.05"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
