package seating

import (
	"errors"
	"reflect"
	"testing"
)

type seats map[string]string

func setUp() (*Plan, *Hall) {
	hall := NewHall(map[string]int{"A": 4, "B": 4})
	return NewPlan(hall, 100), hall
}

func succeed(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatalf("unexpected error: %v", err)
		}
	}
}

func expectError(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("got error %v, want %v", got, want)
	}
}

func expectSeats(t *testing.T, hall *Hall, want seats) {
	t.Helper()
	if got := seats(hall.Taken()); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAStepCanBeTakenBack(t *testing.T) {
	plan, hall := setUp()
	succeed(t, plan.Assign("A1", "Ida"), plan.Undo())
	expectSeats(t, hall, seats{})
	expectError(t, plan.Undo(), ErrNothingToUndo)
}

func TestAnUndoneStepCanBeDoneAgain(t *testing.T) {
	plan, hall := setUp()
	succeed(t, plan.Assign("A1", "Ida"), plan.Undo(), plan.Redo())
	expectSeats(t, hall, seats{"A1": "Ida"})
}

func TestANewStepLeavesNothingToDoAgain(t *testing.T) {
	plan, hall := setUp()
	succeed(t, plan.Assign("A1", "Ida"), plan.Undo(), plan.Assign("A2", "Jon"))
	expectError(t, plan.Redo(), ErrNothingToRedo)
	expectSeats(t, hall, seats{"A2": "Jon"})
}

func TestAGroupIsOneStep(t *testing.T) {
	plan, hall := setUp()
	succeed(t, plan.Group(func() error {
		succeed(t, plan.Assign("A1", "Ida"), plan.Assign("B1", "Jon"))
		return nil
	}))
	succeed(t, plan.Undo())
	expectSeats(t, hall, seats{})
	succeed(t, plan.Redo())
	expectSeats(t, hall, seats{"A1": "Ida", "B1": "Jon"})
}

func TestASwapIsOneStep(t *testing.T) {
	plan, hall := setUp()
	succeed(t, plan.Assign("A1", "Ida"), plan.Swap("A1", "B3"), plan.Undo())
	expectSeats(t, hall, seats{"A1": "Ida"})
}

func TestAPartyIsSeatedWholeOrNotAtAll(t *testing.T) {
	plan, hall := setUp()
	succeed(t, plan.Assign("A3", "Ida"))
	expectError(t, plan.SeatParty("A", 1, []string{"Jon", "Kim", "Lea"}), ErrSeatTaken)
	expectSeats(t, hall, seats{"A3": "Ida"})
}

func TestInsideOfAGroupNothingIsUndone(t *testing.T) {
	plan, _ := setUp()
	succeed(t, plan.Assign("A1", "Ida"))
	succeed(t, plan.Group(func() error {
		expectError(t, plan.Undo(), ErrGroupOpen)
		return nil
	}))
}
