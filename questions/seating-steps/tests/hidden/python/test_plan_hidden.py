# canary: ilm-985dedb6aa5a956b
import pytest

from seating.errors import GroupOpen, NothingToRedo, NothingToUndo, SeatFree, SeatTaken, UnknownSeat
from seating.hall import Hall
from seating.plan import SeatingPlan


class Cancelled(Exception):
    pass


@pytest.fixture
def hall():
    return Hall({"A": 4, "B": 4})


@pytest.fixture
def plan(hall):
    return SeatingPlan(hall)


@pytest.fixture
def told(plan):
    told: list[tuple[str, str | None]] = []
    plan.subscribe(lambda seat, guest: told.append((seat, guest)))
    return told


def test_several_steps_go_back_and_forth(plan, hall):
    for seat, guest in (("A1", "Ida"), ("A2", "Jon"), ("A3", "Kim")):
        plan.assign(seat, guest)
    plan.undo()
    plan.undo()
    plan.redo()
    assert hall.taken() == {"A1": "Ida", "A2": "Jon"}
    plan.redo()
    assert hall.taken() == {"A1": "Ida", "A2": "Jon", "A3": "Kim"}
    with pytest.raises(NothingToRedo):
        plan.redo()
    plan.undo()
    assert hall.taken() == {"A1": "Ida", "A2": "Jon"}


def test_at_first_there_is_nothing_to_do_again(plan):
    with pytest.raises(NothingToRedo):
        plan.redo()


def test_a_group_is_undone_backwards_and_done_again_forwards(plan, hall, told):
    with plan.group():
        plan.assign("A1", "Ida")
        plan.free("A1")
        plan.assign("A1", "Jon")
        plan.swap("A1", "A2")
    told.clear()
    plan.undo()
    assert hall.taken() == {}
    assert told == [("A2", None), ("A1", "Jon"), ("A1", None), ("A1", "Ida"), ("A1", None)]
    told.clear()
    plan.redo()
    assert hall.taken() == {"A2": "Jon"}
    assert told == [("A1", "Ida"), ("A1", None), ("A1", "Jon"), ("A1", None), ("A2", "Jon")]


def test_inner_groups_belong_to_the_outermost(plan, hall):
    with plan.group():
        plan.assign("A1", "Ida")
        with plan.group():
            plan.assign("A2", "Jon")
            plan.seat_party("B", 1, ["Kim", "Lea"])
        plan.assign("A3", "Max")
    plan.undo()
    assert hall.taken() == {}
    with pytest.raises(NothingToUndo):
        plan.undo()


def test_a_failed_group_is_taken_back_and_leaves_no_step(plan, hall, told):
    plan.assign("A1", "Ida")
    told.clear()
    with pytest.raises(Cancelled):
        with plan.group():
            plan.free("A1")
            plan.assign("A1", "Jon")
            plan.assign("A2", "Kim")
            raise Cancelled
    assert hall.taken() == {"A1": "Ida"}
    assert told[3:] == [("A2", None), ("A1", None), ("A1", "Ida")]
    plan.undo()
    assert hall.taken() == {}
    with pytest.raises(NothingToUndo):
        plan.undo()


def test_a_failed_inner_group_takes_back_its_own_changes_only(plan, hall):
    with plan.group():
        plan.assign("A1", "Ida")
        with pytest.raises(SeatTaken):
            plan.seat_party("A", 1, ["Jon"])
        with pytest.raises(Cancelled):
            with plan.group():
                plan.assign("A2", "Jon")
                raise Cancelled
        plan.assign("A3", "Kim")
    assert hall.taken() == {"A1": "Ida", "A3": "Kim"}
    plan.undo()
    assert hall.taken() == {}
    plan.redo()
    assert hall.taken() == {"A1": "Ida", "A3": "Kim"}


def test_after_a_failed_group_undone_steps_can_still_be_done_again(plan, hall):
    plan.assign("A1", "Ida")
    plan.undo()
    with pytest.raises(UnknownSeat):
        plan.seat_party("B", 3, ["Jon", "Kim", "Lea"])
    assert hall.taken() == {}
    plan.redo()
    assert hall.taken() == {"A1": "Ida"}


def test_a_refused_change_outside_of_groups_keeps_what_can_be_done_again(plan, hall):
    plan.assign("A1", "Ida")
    plan.assign("A2", "Jon")
    plan.undo()
    with pytest.raises(SeatTaken):
        plan.assign("A1", "Kim")
    with pytest.raises(SeatFree):
        plan.free("B1")
    plan.redo()
    assert hall.taken() == {"A1": "Ida", "A2": "Jon"}


def test_a_group_without_changes_is_no_step(plan, hall):
    plan.assign("A1", "Ida")
    plan.assign("A2", "Jon")
    plan.undo()
    with plan.group():
        with plan.group():
            pass
    plan.seat_party("B", 1, [])
    plan.redo()
    assert hall.taken() == {"A1": "Ida", "A2": "Jon"}
    plan.undo()
    plan.undo()
    assert hall.taken() == {}


def test_a_new_group_leaves_nothing_to_do_again(plan):
    plan.assign("A1", "Ida")
    plan.undo()
    with plan.group():
        plan.assign("A2", "Jon")
    with pytest.raises(NothingToRedo):
        plan.redo()


def test_the_limit_counts_a_group_as_one(hall):
    plan = SeatingPlan(hall, limit=2)
    plan.assign("A1", "Ida")
    plan.seat_party("B", 1, ["Jon", "Kim", "Lea"])
    plan.swap("A1", "A4")
    plan.undo()
    plan.undo()
    assert hall.taken() == {"A1": "Ida"}
    with pytest.raises(NothingToUndo):
        plan.undo()
    plan.redo()
    plan.redo()
    assert hall.taken() == {"A4": "Ida", "B1": "Jon", "B2": "Kim", "B3": "Lea"}


def test_inside_of_any_group_steps_neither_go_back_nor_forth(plan, hall):
    plan.assign("A1", "Ida")
    plan.assign("A2", "Jon")
    plan.undo()
    with plan.group():
        plan.assign("B1", "Kim")
        with plan.group():
            pass
        for refused in (plan.undo, plan.redo):
            with pytest.raises(GroupOpen):
                refused()
    assert hall.taken() == {"A1": "Ida", "B1": "Kim"}
    plan.undo()
    assert hall.taken() == {"A1": "Ida"}


def test_listeners_are_told_of_steps_done_again(plan, told):
    plan.assign("A1", "Ida")
    plan.undo()
    plan.redo()
    assert told == [("A1", "Ida"), ("A1", None), ("A1", "Ida")]
