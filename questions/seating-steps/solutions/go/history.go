package seating

// step is what is undone and done again at once: its changes, in their order.
type step []change

// history is what can be undone and done again, the latest last. It keeps the last limit steps and
// forgets older ones.
type history struct {
	limit  int
	done   []step
	undone []step
}

// record adds a step; without changes there is none.
func (h *history) record(s step) {
	if len(s) == 0 {
		return
	}
	h.undone = nil
	h.done = append(h.done, s)
	if len(h.done) > h.limit {
		h.done = h.done[1:]
	}
}

// undo returns the latest step, which now is the first to be done again.
func (h *history) undo() (step, error) {
	if len(h.done) == 0 {
		return nil, ErrNothingToUndo
	}
	last := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	h.undone = append(h.undone, last)
	return last, nil
}

// redo returns the step undone last, which now is the latest again.
func (h *history) redo() (step, error) {
	if len(h.undone) == 0 {
		return nil, ErrNothingToRedo
	}
	last := h.undone[len(h.undone)-1]
	h.undone = h.undone[:len(h.undone)-1]
	h.done = append(h.done, last)
	return last, nil
}
