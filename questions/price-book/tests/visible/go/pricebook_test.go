package pricebook

import "testing"

func expectPrices(t *testing.T, book []Line, questions []Question, want ...int) {
	t.Helper()
	got := PricesAsNoted(book, questions)
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v: got %d, want %d", questions[i], got[i], want[i])
		}
	}
}

func TestAPriceHoldsFromItsStart(t *testing.T) {
	book := []Line{{Noted: 1, Starts: 10, Price: 500}}
	expectPrices(t, book, []Question{{5, 9}, {5, 10}, {5, 99}}, NoPrice, 500, 500)
}

func TestNobodyKnewALineBeforeItWasNoted(t *testing.T) {
	book := []Line{{Noted: 3, Starts: 1, Price: 500}}
	expectPrices(t, book, []Question{{2, 5}, {3, 5}}, NoPrice, 500)
}

func TestALaterStartTakesOver(t *testing.T) {
	book := []Line{{Noted: 1, Starts: 10, Price: 500}, {Noted: 2, Starts: 20, Price: 600}}
	expectPrices(t, book, []Question{{5, 19}, {5, 20}, {1, 20}}, 500, 600, 500)
}

func TestACorrectionCountsFromTheDayItWasNoted(t *testing.T) {
	book := []Line{{Noted: 1, Starts: 10, Price: 500}, {Noted: 4, Starts: 10, Price: 450}}
	expectPrices(t, book, []Question{{3, 10}, {4, 10}}, 500, 450)
}

func TestAPriceCanBeWithdrawn(t *testing.T) {
	book := []Line{{Noted: 1, Starts: 10, Price: 500}, {Noted: 4, Starts: 10, Price: NoPrice}}
	expectPrices(t, book, []Question{{3, 10}, {4, 10}}, 500, NoPrice)
}

func TestTheBookMayBeInAnyOrder(t *testing.T) {
	book := []Line{{Noted: 4, Starts: 10, Price: 450}, {Noted: 1, Starts: 10, Price: 500}}
	expectPrices(t, book, []Question{{9, 12}, {2, 12}}, 450, 500)
}
