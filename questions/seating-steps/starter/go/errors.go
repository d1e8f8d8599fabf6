package seating

import "errors"

var (
	// ErrUnknownSeat says that the hall has no such seat.
	ErrUnknownSeat = errors.New("there is no such seat")
	// ErrSeatTaken says that somebody sits there already.
	ErrSeatTaken = errors.New("the seat is taken")
	// ErrSeatFree says that nobody sits there.
	ErrSeatFree = errors.New("the seat is free")
	// ErrNothingToUndo says that there is no step to undo.
	ErrNothingToUndo = errors.New("there is nothing to undo")
	// ErrNothingToRedo says that there is no undone step to do again.
	ErrNothingToRedo = errors.New("there is nothing to redo")
	// ErrGroupOpen says that steps cannot be undone or done again inside of a group.
	ErrGroupOpen = errors.New("a group is open")
)
