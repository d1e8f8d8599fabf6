package tab

import "sort"

// Group is people who share expenses. Each group has labels of its own.
type Group struct {
	Name     string
	Members  []string
	Expenses []Expense
	labels   Labels
}

// NewGroup makes a group with the given labels, or with the standard ones when labels is nil.
func NewGroup(name string, members []string, labels Labels) *Group {
	if labels == nil {
		labels = StandardLabels
	}
	own := Labels{}
	for label := range labels {
		own[label] = true
	}
	return &Group{Name: name, Members: members, labels: own}
}

// Labels returns the group's labels, sorted.
func (g *Group) Labels() []string {
	var sorted []string
	for label := range g.labels {
		sorted = append(sorted, label)
	}
	sort.Strings(sorted)
	return sorted
}

// AddLabel adds a label to the group, if it does not have it yet.
func (g *Group) AddLabel(label string) {
	g.labels[tidy(label)] = true
}

// Add puts an expense on the tab, or returns an *UnknownLabelError.
func (g *Group) Add(expense Expense) error {
	if !g.labels[tidy(expense.Label)] {
		return &UnknownLabelError{Label: expense.Label}
	}
	g.Expenses = append(g.Expenses, expense)
	return nil
}

// Balances returns what each member is owed (positive) or owes (negative), in cents.
// The sum is always zero.
func (g *Group) Balances() map[string]int {
	balances := map[string]int{}
	for _, member := range g.Members {
		balances[member] = 0
	}
	for _, expense := range g.Expenses {
		balances[expense.PaidBy] += expense.Amount
		shares := Split(expense.Amount, len(expense.SharedBy))
		for i, member := range expense.SharedBy {
			balances[member] -= shares[i]
		}
	}
	return balances
}
