package tab

import "strings"

// Labels is a set of labels.
type Labels map[string]bool

// StandardLabels is what a new group starts with.
var StandardLabels = Labels{"food": true, "household": true, "rent": true}

// UnknownLabelError is returned for an expense with a label its group does not have.
type UnknownLabelError struct {
	Label string
}

func (e *UnknownLabelError) Error() string {
	return "unknown label: " + e.Label
}

// tidy: labels are compared without regard to case and outer spaces.
func tidy(label string) string {
	return strings.ToLower(strings.TrimSpace(label))
}
