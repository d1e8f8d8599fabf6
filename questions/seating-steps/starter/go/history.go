package seating

// history is what can be undone, the latest last. It keeps the last limit steps and forgets older ones.
type history struct {
	limit int
	done  []change
}

func (h *history) record(c change) {
	h.done = append(h.done, c)
	if len(h.done) > h.limit {
		h.done = h.done[1:]
	}
}

// undo takes out the latest step.
func (h *history) undo() (change, error) {
	if len(h.done) == 0 {
		return change{}, ErrNothingToUndo
	}
	last := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	return last, nil
}
