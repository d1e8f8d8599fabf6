# canary: ilm-c85e13fa07b94d26
import pytest

from tab.expense import Expense
from tab.group import Group
from tab.labels import STANDARD_LABELS, UnknownLabel
from tab.money import split
from tab.paging import page_of
from tab.statement import statement


def test_shares_differ_by_at_most_a_cent():
    assert split(1001, 4) == [251, 250, 250, 250]
    assert split(1002, 4) == [251, 251, 250, 250]
    assert split(1003, 4) == [251, 251, 251, 250]


def test_fewer_cents_than_people():
    assert split(2, 3) == [1, 1, 0]


def test_a_large_amount_is_split_exactly():
    assert split(9_007_199_254_740_991, 2) == [4_503_599_627_370_496, 4_503_599_627_370_495]


def test_a_refund_is_split_as_the_expense_it_undoes():
    assert split(-1000, 3) == [-334, -333, -333]


def test_an_expense_and_its_refund_leave_nothing():
    people = ("Ada", "Ben", "Cleo")
    flat = Group("Flat 12", people)
    for amount in (1000, -1000):
        flat.add(Expense("2026-03-01", "Ben", amount, people, "food"))
    assert flat.balances() == {"Ada": 0, "Ben": 0, "Cleo": 0}


@pytest.mark.parametrize("count, pages", [(1, 1), (4, 1), (5, 1), (6, 2), (9, 2), (10, 2), (11, 3)])
def test_pages_needed(count, pages):
    assert page_of(list(range(count)), 1, 5).pages == pages


def test_the_last_page_holds_the_rest():
    page = page_of(list(range(11)), 3, 5)
    assert (list(page.items), page.number, page.pages) == ([10], 3, 3)


def test_there_is_no_page_after_the_last():
    with pytest.raises(IndexError):
        page_of(list(range(10)), 3, 5)


def test_an_empty_group_has_one_empty_page():
    assert statement(Group("New", ["Ada"])) == "New, page 1 of 1"


def test_labels_given_to_a_group_are_not_changed():
    given = ["fuel"]
    car, van = Group("Car", ["Ada"], given), Group("Van", ["Ada"], given)
    car.add_label("Toll ")
    assert car.labels() == ["fuel", "toll"]
    assert van.labels() == ["fuel"]
    assert given == ["fuel"]


def test_the_standard_labels_never_change():
    flat = Group("Flat 12", ["Ada"])
    flat.add_label("pets")
    flat.add(Expense("2026-03-01", "Ada", 100, ("Ada",), "pets"))
    assert STANDARD_LABELS == ["food", "household", "rent"]
    with pytest.raises(UnknownLabel):
        Group("Other", ["Ada"]).add(Expense("2026-03-01", "Ada", 100, ("Ada",), "pets"))
