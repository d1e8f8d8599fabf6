// canary: ilm-1363de91113f95c3
package stock

import (
	"errors"
	"fmt"
	"testing"
)

// bench is a shelf with a test around it.
type bench struct {
	*Shelf
	t *testing.T
}

func newBench(t *testing.T) bench {
	shelf := NewShelf()
	shelf.Receive("bolt", "2026-02-02", 10, 20)
	shelf.Receive("bolt", "2026-02-09", 10, 25)
	shelf.Receive("bolt", "2026-02-16", 10, 30)
	return bench{shelf, t}
}

func (b bench) mustCost(want int) func(cost int, err error) {
	return func(cost int, err error) {
		b.t.Helper()
		if err != nil || cost != want {
			b.t.Errorf("got the cost %d and error %v, want %d", cost, err, want)
		}
	}
}

func (b bench) mustRefuse(want error) func(cost int, err error) {
	return func(cost int, err error) {
		b.t.Helper()
		if !errors.Is(err, want) {
			b.t.Errorf("got error %v, want %v", err, want)
		}
	}
}

// mustHold compares the batches of a part, each as {day left cost}.
func (b bench) mustHold(part string, want ...Batch) {
	b.t.Helper()
	got, err := b.Batches(part)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		b.t.Errorf("%s: got %v and error %v, want %v", part, got, err, want)
	}
}

func (b bench) mustReport(want string) {
	b.t.Helper()
	if got := StockReport(b.Shelf); got != want {
		b.t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func (b bench) mustBeWorth(want int) {
	b.t.Helper()
	if got := b.Value(); got != want {
		b.t.Errorf("got the value %d, want %d", got, want)
	}
}

var (
	first  = Batch{"2026-02-02", 10, 20}
	second = Batch{"2026-02-09", 10, 25}
	third  = Batch{"2026-02-16", 10, 30}
)

func TestPiecesAreTakenFromAsManyBatchesAsItNeeds(t *testing.T) {
	b := newBench(t)
	b.mustCost(250)(b.Take("bolt", 12))
	b.mustHold("bolt", Batch{"2026-02-09", 8, 25}, third)
	b.mustCost(350)(b.Take("bolt", 13))
	b.mustHold("bolt", Batch{"2026-02-16", 5, 30})
}

func TestTwoBatchesUsedUpExactlyAreGone(t *testing.T) {
	b := newBench(t)
	b.mustCost(450)(b.Take("bolt", 20))
	b.mustHold("bolt", third)
	b.mustReport("bolt: 10, oldest of 2026-02-16\nvalue 3.00")
}

func TestAPartThatIsUsedUpStaysKnown(t *testing.T) {
	b := newBench(t)
	b.mustCost(750)(b.Take("bolt", 30))
	b.mustReport("bolt: none\nvalue 0.00")
	b.mustRefuse(ErrOutOfStock)(b.Take("bolt", 1))
}

func TestBatchesThatLookAlikeAreTakenOneByOne(t *testing.T) {
	b := newBench(t)
	for i := 0; i < 4; i++ {
		b.Receive("nut", "2026-02-02", 5, 3)
	}
	b.mustCost(36)(b.Take("nut", 12))
	b.mustHold("nut", Batch{"2026-02-02", 3, 3}, Batch{"2026-02-02", 5, 3})
}

func TestWhatACountFindsMissingGoesThroughAllBatches(t *testing.T) {
	b := newBench(t)
	b.mustCost(660)(b.Correct("bolt", 3))
	b.mustHold("bolt", Batch{"2026-02-16", 3, 30})
	b.mustCost(0)(b.Correct("bolt", 3))
	b.mustCost(90)(b.Correct("bolt", 0))
	b.mustHold("bolt")
}

func TestARecallTakesAllBatchesOfTheDay(t *testing.T) {
	b := newBench(t)
	b.Receive("nut", "2026-02-02", 5, 3)
	for quantity := 1; quantity <= 4; quantity++ {
		b.Receive("nut", "2026-02-03", quantity, 10)
	}
	b.Receive("nut", "2026-02-04", 6, 4)
	b.mustCost(100)(b.Recall("nut", "2026-02-03"))
	b.mustHold("nut", Batch{"2026-02-02", 5, 3}, Batch{"2026-02-04", 6, 4})
	b.mustCost(0)(b.Recall("nut", "2026-02-03"))
	b.mustRefuse(ErrUnknownPart)(b.Recall("washer", "2026-02-03"))
}

func TestTheValueIsAlwaysTheOneOfThisMoment(t *testing.T) {
	b := newBench(t)
	b.mustBeWorth(750)
	b.mustCost(250)(b.Recall("bolt", "2026-02-09"))
	b.mustBeWorth(500)
	b.mustCost(100)(b.Correct("bolt", 15))
	b.mustBeWorth(400)
	b.mustCost(20)(b.Take("bolt", 1))
	b.mustBeWorth(380)
	b.Receive("nut", "2026-02-20", 2, 5)
	b.mustBeWorth(390)
	b.mustCost(85)(TakeKit(b.Shelf, Kit{"kit", []KitLine{{"bolt", 4}, {"nut", 1}}}, 1))
	b.mustBeWorth(305)
	b.mustCost(5)(b.Recall("nut", "2026-02-20"))
	b.mustReport("bolt: 10, oldest of 2026-02-16\nnut: none\nvalue 3.00")
}

func TestALateDeliveryTakesItsPlaceAmongTheOthers(t *testing.T) {
	b := newBench(t)
	b.Receive("bolt", "2026-02-12", 10, 40)
	b.Receive("bolt", "2026-01-05", 10, 15)
	b.mustHold("bolt", Batch{"2026-01-05", 10, 15}, first, second, Batch{"2026-02-12", 10, 40}, third)
	b.mustCost(150 + 200 + 250 + 200)(b.Take("bolt", 35))
	b.mustReport("bolt: 15, oldest of 2026-02-12\nvalue 5.00")
}

// More than twelve, since Go sorts short lists in a way that happens to be stable.
func TestOfTwoDeliveriesOnOneDayTheOneEnteredFirstIsOlder(t *testing.T) {
	b := newBench(t)
	var want []Batch
	for quantity := 1; quantity <= 40; quantity++ {
		b.Receive("nut", fmt.Sprintf("2026-02-%02d", 3-quantity%2), quantity, 1)
	}
	for _, odd := range []int{1, 0} {
		for quantity := 1; quantity <= 40; quantity++ {
			if quantity%2 == odd {
				want = append(want, Batch{fmt.Sprintf("2026-02-%02d", 3-odd), quantity, 1})
			}
		}
	}
	b.mustHold("nut", want...)
}

func TestAPartInSeveralLinesIsNeededSeveralTimes(t *testing.T) {
	b := newBench(t)
	b.mustRefuse(ErrOutOfStock)(TakeKit(b.Shelf, Kit{"kit", []KitLine{{"bolt", 16}, {"bolt", 15}}}, 1))
	b.mustHold("bolt", first, second, third)
	b.mustCost(750)(TakeKit(b.Shelf, Kit{"kit", []KitLine{{"bolt", 16}, {"bolt", 14}}}, 1))
}

func TestSeveralKitsAreTakenWholeOrNotAtAll(t *testing.T) {
	b := newBench(t)
	top := Batch{"2026-02-10", 3, 1000}
	b.Receive("top", top.Day, top.Left, top.UnitCost)
	kit := Kit{"kit", []KitLine{{"bolt", 8}, {"top", 1}}}
	b.mustRefuse(ErrOutOfStock)(TakeKit(b.Shelf, kit, 4))
	b.mustHold("bolt", first, second, third)
	b.mustHold("top", top)
	b.mustBeWorth(3750)
	b.mustCost(200 + 250 + 120 + 3000)(TakeKit(b.Shelf, kit, 3))
	b.mustHold("bolt", Batch{"2026-02-16", 6, 30})
	b.mustHold("top")
}

func TestAKitWithAnUnknownPartTakesNothing(t *testing.T) {
	b := newBench(t)
	b.mustRefuse(ErrUnknownPart)(TakeKit(b.Shelf, Kit{"kit", []KitLine{{"bolt", 8}, {"screw", 1}}}, 1))
	b.mustHold("bolt", first, second, third)
	b.mustReport("bolt: 30, oldest of 2026-02-02\nvalue 7.50")
}

func TestARefusedKitLeavesEveryBatchAsItWas(t *testing.T) {
	b := newBench(t)
	b.mustCost(80)(b.Take("bolt", 4))
	b.Receive("top", "2026-02-10", 1, 4550)
	b.mustRefuse(ErrOutOfStock)(TakeKit(b.Shelf, Kit{"kit", []KitLine{{"bolt", 25}, {"top", 2}}}, 1))
	b.mustHold("bolt", Batch{"2026-02-02", 6, 20}, second, third)
}
