from tab.group import Group
from tab.money import format_amount
from tab.paging import page_of


def statement(group: Group, page: int = 1, size: int = 20) -> str:
    """One page of the group's expenses as text, in the order of their dates."""
    in_order = sorted(group.expenses, key=lambda expense: expense.date)
    cut = page_of(in_order, page, size)
    lines = [f"{group.name}, page {cut.number} of {cut.pages}"]
    for expense in cut.items:
        lines.append(
            f"{expense.date}  {expense.paid_by}  {format_amount(expense.amount)}  {expense.label}"
        )
    return "\n".join(lines)
