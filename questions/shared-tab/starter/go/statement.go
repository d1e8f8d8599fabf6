package tab

import (
	"fmt"
	"sort"
	"strings"
)

// Statement returns one page of the group's expenses as text, in the order of their dates.
func Statement(group *Group, page, size int) (string, error) {
	inOrder := append([]Expense(nil), group.Expenses...)
	sort.SliceStable(inOrder, func(i, j int) bool { return inOrder[i].Date < inOrder[j].Date })

	cut, err := PageOf(inOrder, page, size)
	if err != nil {
		return "", err
	}
	lines := []string{fmt.Sprintf("%s, page %d of %d", group.Name, cut.Number, cut.Pages)}
	for _, e := range cut.Items {
		lines = append(lines, fmt.Sprintf("%s  %s  %s  %s", e.Date, e.PaidBy, FormatAmount(e.Amount), e.Label))
	}
	return strings.Join(lines, "\n"), nil
}
