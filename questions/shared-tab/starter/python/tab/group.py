from collections.abc import Iterable

from tab.expense import Expense
from tab.labels import STANDARD_LABELS, UnknownLabel, tidy
from tab.money import split


class Group:
    """People who share expenses. Each group has labels of its own."""

    def __init__(self, name: str, members: Iterable[str], labels: list[str] = STANDARD_LABELS):
        self.name = name
        self.members = tuple(members)
        self.expenses: list[Expense] = []
        self._labels = labels

    def labels(self) -> list[str]:
        return sorted(self._labels)

    def add_label(self, label: str) -> None:
        label = tidy(label)
        if label not in self._labels:
            self._labels.append(label)

    def add(self, expense: Expense) -> None:
        if tidy(expense.label) not in self._labels:
            raise UnknownLabel(expense.label)
        self.expenses.append(expense)

    def balances(self) -> dict[str, int]:
        """What each member is owed (positive) or owes (negative), in cents. The sum is always zero."""
        balances = dict.fromkeys(self.members, 0)
        for expense in self.expenses:
            balances[expense.paid_by] += expense.amount
            shares = split(expense.amount, len(expense.shared_by))
            for member, share in zip(expense.shared_by, shares):
                balances[member] -= share
        return balances
