// canary: ilm-985dedb6aa5a956b
package seating

import (
	"errors"
	"reflect"
	"testing"
)

var errCancelled = errors.New("cancelled")

type notice struct{ seat, guest string }

type stage struct {
	*Plan
	t    *testing.T
	hall *Hall
	told []notice
}

func newStage(t *testing.T, limit int) *stage {
	hall := NewHall(map[string]int{"A": 4, "B": 4})
	s := &stage{Plan: NewPlan(hall, limit), t: t, hall: hall}
	s.Subscribe(func(seat, guest string) { s.told = append(s.told, notice{seat, guest}) })
	return s
}

func (s *stage) must(errs ...error) {
	s.t.Helper()
	for _, err := range errs {
		if err != nil {
			s.t.Fatalf("unexpected error: %v", err)
		}
	}
}

func (s *stage) mustFail(got, want error) {
	s.t.Helper()
	if !errors.Is(got, want) {
		s.t.Errorf("got error %v, want %v", got, want)
	}
}

func (s *stage) mustSeat(want map[string]string) {
	s.t.Helper()
	if got := s.hall.Taken(); !reflect.DeepEqual(got, want) {
		s.t.Errorf("got %v, want %v", got, want)
	}
}

func (s *stage) mustHaveTold(want ...notice) {
	s.t.Helper()
	if !reflect.DeepEqual(s.told, want) {
		s.t.Errorf("listeners were told %v, want %v", s.told, want)
	}
}

func TestSeveralStepsGoBackAndForth(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"), s.Assign("A2", "Jon"), s.Assign("A3", "Kim"))
	s.must(s.Undo(), s.Undo(), s.Redo())
	s.mustSeat(map[string]string{"A1": "Ida", "A2": "Jon"})
	s.must(s.Redo())
	s.mustSeat(map[string]string{"A1": "Ida", "A2": "Jon", "A3": "Kim"})
	s.mustFail(s.Redo(), ErrNothingToRedo)
	s.must(s.Undo())
	s.mustSeat(map[string]string{"A1": "Ida", "A2": "Jon"})
}

func TestAtFirstThereIsNothingToDoAgain(t *testing.T) {
	s := newStage(t, 100)
	s.mustFail(s.Redo(), ErrNothingToRedo)
}

func TestAGroupIsUndoneBackwardsAndDoneAgainForwards(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Group(func() error {
		s.must(s.Assign("A1", "Ida"), s.Free("A1"), s.Assign("A1", "Jon"), s.Swap("A1", "A2"))
		return nil
	}))
	s.told = nil
	s.must(s.Undo())
	s.mustSeat(map[string]string{})
	s.mustHaveTold(notice{"A2", ""}, notice{"A1", "Jon"}, notice{"A1", ""}, notice{"A1", "Ida"}, notice{"A1", ""})
	s.told = nil
	s.must(s.Redo())
	s.mustSeat(map[string]string{"A2": "Jon"})
	s.mustHaveTold(notice{"A1", "Ida"}, notice{"A1", ""}, notice{"A1", "Jon"}, notice{"A1", ""}, notice{"A2", "Jon"})
}

func TestInnerGroupsBelongToTheOutermost(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Group(func() error {
		s.must(s.Assign("A1", "Ida"))
		s.must(s.Group(func() error {
			s.must(s.Assign("A2", "Jon"), s.SeatParty("B", 1, []string{"Kim", "Lea"}))
			return nil
		}))
		return s.Assign("A3", "Max")
	}))
	s.must(s.Undo())
	s.mustSeat(map[string]string{})
	s.mustFail(s.Undo(), ErrNothingToUndo)
}

func TestAFailedGroupIsTakenBackAndLeavesNoStep(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"))
	s.told = nil
	s.mustFail(s.Group(func() error {
		s.must(s.Free("A1"), s.Assign("A1", "Jon"), s.Assign("A2", "Kim"))
		s.told = nil
		return errCancelled
	}), errCancelled)
	s.mustSeat(map[string]string{"A1": "Ida"})
	s.mustHaveTold(notice{"A2", ""}, notice{"A1", ""}, notice{"A1", "Ida"})
	s.must(s.Undo())
	s.mustSeat(map[string]string{})
	s.mustFail(s.Undo(), ErrNothingToUndo)
}

func TestAFailedInnerGroupTakesBackItsOwnChangesOnly(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Group(func() error {
		s.must(s.Assign("A1", "Ida"))
		s.mustFail(s.SeatParty("A", 1, []string{"Jon"}), ErrSeatTaken)
		s.mustFail(s.Group(func() error {
			s.must(s.Assign("A2", "Jon"))
			return errCancelled
		}), errCancelled)
		return s.Assign("A3", "Kim")
	}))
	s.mustSeat(map[string]string{"A1": "Ida", "A3": "Kim"})
	s.must(s.Undo())
	s.mustSeat(map[string]string{})
	s.must(s.Redo())
	s.mustSeat(map[string]string{"A1": "Ida", "A3": "Kim"})
}

func TestAfterAFailedGroupUndoneStepsCanStillBeDoneAgain(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"), s.Undo())
	s.mustFail(s.SeatParty("B", 3, []string{"Jon", "Kim", "Lea"}), ErrUnknownSeat)
	s.mustSeat(map[string]string{})
	s.must(s.Redo())
	s.mustSeat(map[string]string{"A1": "Ida"})
}

func TestARefusedChangeOutsideOfGroupsKeepsWhatCanBeDoneAgain(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"), s.Assign("A2", "Jon"), s.Undo())
	s.mustFail(s.Assign("A1", "Kim"), ErrSeatTaken)
	s.mustFail(s.Free("B1"), ErrSeatFree)
	s.must(s.Redo())
	s.mustSeat(map[string]string{"A1": "Ida", "A2": "Jon"})
}

func TestAGroupWithoutChangesIsNoStep(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"), s.Assign("A2", "Jon"), s.Undo())
	s.must(s.Group(func() error { return s.Group(func() error { return nil }) }))
	s.must(s.SeatParty("B", 1, nil))
	s.must(s.Redo())
	s.mustSeat(map[string]string{"A1": "Ida", "A2": "Jon"})
	s.must(s.Undo(), s.Undo())
	s.mustSeat(map[string]string{})
}

func TestANewGroupLeavesNothingToDoAgain(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"), s.Undo())
	s.must(s.Group(func() error { return s.Assign("A2", "Jon") }))
	s.mustFail(s.Redo(), ErrNothingToRedo)
}

func TestTheLimitCountsAGroupAsOne(t *testing.T) {
	s := newStage(t, 2)
	s.must(s.Assign("A1", "Ida"), s.SeatParty("B", 1, []string{"Jon", "Kim", "Lea"}), s.Swap("A1", "A4"))
	s.must(s.Undo(), s.Undo())
	s.mustSeat(map[string]string{"A1": "Ida"})
	s.mustFail(s.Undo(), ErrNothingToUndo)
	s.must(s.Redo(), s.Redo())
	s.mustSeat(map[string]string{"A4": "Ida", "B1": "Jon", "B2": "Kim", "B3": "Lea"})
}

func TestInsideOfAnyGroupStepsNeitherGoBackNorForth(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"), s.Assign("A2", "Jon"), s.Undo())
	s.must(s.Group(func() error {
		s.must(s.Assign("B1", "Kim"))
		s.must(s.Group(func() error { return nil }))
		s.mustFail(s.Undo(), ErrGroupOpen)
		s.mustFail(s.Redo(), ErrGroupOpen)
		return nil
	}))
	s.mustSeat(map[string]string{"A1": "Ida", "B1": "Kim"})
	s.must(s.Undo())
	s.mustSeat(map[string]string{"A1": "Ida"})
}

func TestListenersAreToldOfStepsDoneAgain(t *testing.T) {
	s := newStage(t, 100)
	s.must(s.Assign("A1", "Ida"), s.Undo(), s.Redo())
	s.mustHaveTold(notice{"A1", "Ida"}, notice{"A1", ""}, notice{"A1", "Ida"})
}
