import pytest

from stock.errors import OutOfStock
from stock.kit import Kit, KitLine, take_kit
from stock.report import stock_report
from stock.shelf import Shelf


@pytest.fixture
def shelf():
    shelf = Shelf()
    shelf.receive("bolt", "2026-02-02", 10, 20)
    shelf.receive("bolt", "2026-02-09", 10, 25)
    shelf.receive("bolt", "2026-02-16", 10, 30)
    return shelf


def test_the_report_tells_what_lies_on_the_shelf(shelf):
    shelf.receive("top", "2026-02-10", 2, 4550)
    assert stock_report(shelf) == "bolt: 30, oldest of 2026-02-02\ntop: 2, oldest of 2026-02-10\nvalue 98.50"


def test_the_oldest_pieces_are_taken_first(shelf):
    assert shelf.take("bolt", 4) == 80
    assert [batch.left for batch in shelf.batches("bolt")] == [6, 10, 10]


def test_after_all_have_been_taken_none_is_left(shelf):
    assert shelf.take("bolt", 30) == 750
    assert shelf.on_hand("bolt") == 0


def test_a_kit_that_is_refused_leaves_the_shelf_as_it_was(shelf):
    shelf.receive("top", "2026-02-10", 1, 4550)
    bench = Kit("bench", (KitLine("bolt", 8), KitLine("top", 2)))
    with pytest.raises(OutOfStock):
        take_kit(shelf, bench)
    assert (shelf.on_hand("bolt"), shelf.on_hand("top")) == (30, 1)


def test_after_a_count_the_value_is_a_new_one(shelf):
    assert shelf.value() == 750
    assert shelf.correct("bolt", 28) == 40
    assert shelf.value() == 710


def test_a_delivery_entered_late_is_as_old_as_its_day(shelf):
    shelf.receive("bolt", "2026-01-26", 10, 15)
    assert shelf.take("bolt", 5) == 75
