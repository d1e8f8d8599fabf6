from tab.expense import Expense
from tab.group import Group
from tab.money import format_amount
from tab.statement import statement

PEOPLE = ("Ada", "Ben", "Cleo")


def dinner(day: int, amount: int = 3000) -> Expense:
    return Expense(f"2026-03-{day:02}", "Ada", amount, PEOPLE, "food")


def test_an_even_dinner_is_split_evenly():
    flat = Group("Flat 12", PEOPLE)
    flat.add(dinner(1, 3000))
    assert flat.balances() == {"Ada": 2000, "Ben": -1000, "Cleo": -1000}


def test_balances_add_up_to_zero():
    flat = Group("Flat 12", PEOPLE)
    flat.add(dinner(1, 1000))
    assert sum(flat.balances().values()) == 0


def test_a_statement_lists_expenses_by_date():
    flat = Group("Flat 12", PEOPLE)
    flat.add(dinner(7, 450))
    flat.add(dinner(2, 1999))
    assert statement(flat) == (
        "Flat 12, page 1 of 1\n2026-03-02  Ada  19.99  food\n2026-03-07  Ada  4.50  food"
    )


def test_ten_expenses_fill_two_pages_of_five():
    flat = Group("Flat 12", PEOPLE)
    for day in range(1, 11):
        flat.add(dinner(day))
    assert statement(flat, page=2, size=5).splitlines()[0] == "Flat 12, page 2 of 2"


def test_a_label_stays_in_its_group():
    flat, trip = Group("Flat 12", PEOPLE), Group("Ski trip", PEOPLE)
    trip.add_label("lift pass")
    assert trip.labels() == ["food", "household", "lift pass", "rent"]
    assert flat.labels() == ["food", "household", "rent"]


def test_amounts_below_zero_keep_their_sign():
    assert format_amount(-5) == "-0.05"
