// Package tab is for people who share expenses: who paid what, and who owes whom.
package tab

// Expense is one payment on the tab.
type Expense struct {
	Date     string // year, month and day, as in 2026-03-31
	PaidBy   string
	Amount   int // in cents; negative for a refund
	SharedBy []string
	Label    string
}
