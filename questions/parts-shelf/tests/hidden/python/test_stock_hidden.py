# canary: ilm-1363de91113f95c3
import pytest

from stock.errors import OutOfStock, UnknownPart
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


def batches(shelf: Shelf, part: str) -> list[tuple[str, int, int]]:
    return [(batch.day, batch.left, batch.unit_cost) for batch in shelf.batches(part)]


def kit(*lines: tuple[str, int]) -> Kit:
    return Kit("kit", tuple(KitLine(part, quantity) for part, quantity in lines))


def test_pieces_are_taken_from_as_many_batches_as_it_needs(shelf):
    assert shelf.take("bolt", 12) == 250
    assert batches(shelf, "bolt") == [("2026-02-09", 8, 25), ("2026-02-16", 10, 30)]
    assert shelf.take("bolt", 13) == 350
    assert batches(shelf, "bolt") == [("2026-02-16", 5, 30)]


def test_two_batches_used_up_exactly_are_gone(shelf):
    assert shelf.take("bolt", 20) == 450
    assert batches(shelf, "bolt") == [("2026-02-16", 10, 30)]
    assert stock_report(shelf) == "bolt: 10, oldest of 2026-02-16\nvalue 3.00"


def test_a_part_that_is_used_up_stays_known(shelf):
    shelf.take("bolt", 30)
    assert stock_report(shelf) == "bolt: none\nvalue 0.00"
    with pytest.raises(OutOfStock):
        shelf.take("bolt", 1)


def test_batches_that_look_alike_are_taken_one_by_one():
    shelf = Shelf()
    for _ in range(4):
        shelf.receive("nut", "2026-02-02", 5, 3)
    assert shelf.take("nut", 12) == 36
    assert batches(shelf, "nut") == [("2026-02-02", 3, 3), ("2026-02-02", 5, 3)]


def test_what_a_count_finds_missing_goes_through_all_batches(shelf):
    assert shelf.correct("bolt", 3) == 660
    assert batches(shelf, "bolt") == [("2026-02-16", 3, 30)]
    assert shelf.correct("bolt", 3) == 0
    assert shelf.correct("bolt", 0) == 90
    assert batches(shelf, "bolt") == []


def test_a_recall_takes_all_batches_of_the_day():
    shelf = Shelf()
    shelf.receive("nut", "2026-02-02", 5, 3)
    for quantity in (1, 2, 3, 4):
        shelf.receive("nut", "2026-02-03", quantity, 10)
    shelf.receive("nut", "2026-02-04", 6, 4)
    assert shelf.recall("nut", "2026-02-03") == 100
    assert batches(shelf, "nut") == [("2026-02-02", 5, 3), ("2026-02-04", 6, 4)]
    assert shelf.recall("nut", "2026-02-03") == 0
    with pytest.raises(UnknownPart):
        shelf.recall("washer", "2026-02-03")


def test_the_value_is_always_the_one_of_this_moment(shelf):
    assert shelf.value() == 750
    shelf.recall("bolt", "2026-02-09")
    assert shelf.value() == 500
    shelf.correct("bolt", 15)
    assert shelf.value() == 400
    shelf.take("bolt", 1)
    assert shelf.value() == 380
    shelf.receive("nut", "2026-02-20", 2, 5)
    assert shelf.value() == 390
    take_kit(shelf, kit(("bolt", 4), ("nut", 1)))
    assert shelf.value() == 305
    shelf.recall("nut", "2026-02-20")
    assert stock_report(shelf) == "bolt: 10, oldest of 2026-02-16\nnut: none\nvalue 3.00"


def test_a_late_delivery_takes_its_place_among_the_others(shelf):
    shelf.receive("bolt", "2026-02-12", 10, 40)
    shelf.receive("bolt", "2026-01-05", 10, 15)
    days = ["2026-01-05", "2026-02-02", "2026-02-09", "2026-02-12", "2026-02-16"]
    assert [batch.day for batch in shelf.batches("bolt")] == days
    assert shelf.take("bolt", 35) == 150 + 200 + 250 + 200
    assert stock_report(shelf) == "bolt: 15, oldest of 2026-02-12\nvalue 5.00"


def test_of_two_deliveries_on_one_day_the_one_entered_first_is_older(shelf):
    shelf.receive("bolt", "2026-02-09", 1, 90)
    shelf.receive("bolt", "2026-02-02", 2, 80)
    shelf.receive("bolt", "2026-02-09", 3, 70)
    assert [batch.left for batch in shelf.batches("bolt")] == [10, 2, 10, 1, 3, 10]


def test_a_part_in_several_lines_is_needed_several_times(shelf):
    with pytest.raises(OutOfStock):
        take_kit(shelf, kit(("bolt", 16), ("bolt", 15)))
    assert batches(shelf, "bolt") == [("2026-02-02", 10, 20), ("2026-02-09", 10, 25), ("2026-02-16", 10, 30)]
    assert take_kit(shelf, kit(("bolt", 16), ("bolt", 14))) == 750


def test_several_kits_are_taken_whole_or_not_at_all(shelf):
    shelf.receive("top", "2026-02-10", 3, 1000)
    bench = kit(("bolt", 8), ("top", 1))
    with pytest.raises(OutOfStock):
        take_kit(shelf, bench, times=4)
    assert (shelf.on_hand("bolt"), shelf.on_hand("top"), shelf.value()) == (30, 3, 3750)
    assert take_kit(shelf, bench, times=3) == 200 + 250 + 120 + 3000
    assert (shelf.on_hand("bolt"), shelf.on_hand("top")) == (6, 0)


def test_a_kit_with_an_unknown_part_takes_nothing(shelf):
    with pytest.raises(UnknownPart):
        take_kit(shelf, kit(("bolt", 8), ("screw", 1)))
    assert (shelf.on_hand("bolt"), shelf.value()) == (30, 750)
    assert shelf.parts() == ["bolt"]


def test_a_refused_kit_leaves_every_batch_as_it_was(shelf):
    shelf.take("bolt", 4)
    shelf.receive("top", "2026-02-10", 1, 4550)
    with pytest.raises(OutOfStock):
        take_kit(shelf, kit(("bolt", 25), ("top", 2)))
    assert batches(shelf, "bolt") == [("2026-02-02", 6, 20), ("2026-02-09", 10, 25), ("2026-02-16", 10, 30)]
