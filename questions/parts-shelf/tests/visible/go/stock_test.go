package stock

import (
	"errors"
	"testing"
)

func setUp() *Shelf {
	shelf := NewShelf()
	shelf.Receive("bolt", "2026-02-02", 10, 20)
	shelf.Receive("bolt", "2026-02-09", 10, 25)
	shelf.Receive("bolt", "2026-02-16", 10, 30)
	return shelf
}

func expectCost(t *testing.T, cost int, err error, want int) {
	t.Helper()
	if err != nil || cost != want {
		t.Errorf("got %d and error %v, want %d", cost, err, want)
	}
}

func expectOnHand(t *testing.T, shelf *Shelf, part string, want int) {
	t.Helper()
	if got, err := shelf.OnHand(part); err != nil || got != want {
		t.Errorf("%s: got %d and error %v, want %d", part, got, err, want)
	}
}

func TestTheReportTellsWhatLiesOnTheShelf(t *testing.T) {
	shelf := setUp()
	shelf.Receive("top", "2026-02-10", 2, 4550)
	want := "bolt: 30, oldest of 2026-02-02\ntop: 2, oldest of 2026-02-10\nvalue 98.50"
	if got := StockReport(shelf); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheOldestPiecesAreTakenFirst(t *testing.T) {
	shelf := setUp()
	cost, err := shelf.Take("bolt", 4)
	expectCost(t, cost, err, 80)
	batches, err := shelf.Batches("bolt")
	if err != nil || len(batches) != 3 || batches[0].Left != 6 {
		t.Errorf("got %v and error %v", batches, err)
	}
}

func TestAfterAllHaveBeenTakenNoneIsLeft(t *testing.T) {
	shelf := setUp()
	cost, err := shelf.Take("bolt", 30)
	expectCost(t, cost, err, 750)
	expectOnHand(t, shelf, "bolt", 0)
}

func TestAKitThatIsRefusedLeavesTheShelfAsItWas(t *testing.T) {
	shelf := setUp()
	shelf.Receive("top", "2026-02-10", 1, 4550)
	bench := Kit{"bench", []KitLine{{"bolt", 8}, {"top", 2}}}
	if _, err := TakeKit(shelf, bench, 1); !errors.Is(err, ErrOutOfStock) {
		t.Errorf("got error %v, want ErrOutOfStock", err)
	}
	expectOnHand(t, shelf, "bolt", 30)
	expectOnHand(t, shelf, "top", 1)
}

func TestAfterACountTheValueIsANewOne(t *testing.T) {
	shelf := setUp()
	expectCost(t, shelf.Value(), nil, 750)
	cost, err := shelf.Correct("bolt", 28)
	expectCost(t, cost, err, 40)
	expectCost(t, shelf.Value(), nil, 710)
}

func TestADeliveryEnteredLateIsAsOldAsItsDay(t *testing.T) {
	shelf := setUp()
	shelf.Receive("bolt", "2026-01-26", 10, 15)
	cost, err := shelf.Take("bolt", 5)
	expectCost(t, cost, err, 75)
}
