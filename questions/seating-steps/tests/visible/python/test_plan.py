import pytest

from seating.errors import GroupOpen, NothingToRedo, NothingToUndo, SeatTaken
from seating.hall import Hall
from seating.plan import SeatingPlan


@pytest.fixture
def hall():
    return Hall({"A": 4, "B": 4})


@pytest.fixture
def plan(hall):
    return SeatingPlan(hall)


def test_a_step_can_be_taken_back(plan, hall):
    plan.assign("A1", "Ida")
    plan.undo()
    assert hall.taken() == {}
    with pytest.raises(NothingToUndo):
        plan.undo()


def test_an_undone_step_can_be_done_again(plan, hall):
    plan.assign("A1", "Ida")
    plan.undo()
    plan.redo()
    assert hall.taken() == {"A1": "Ida"}


def test_a_new_step_leaves_nothing_to_do_again(plan, hall):
    plan.assign("A1", "Ida")
    plan.undo()
    plan.assign("A2", "Jon")
    with pytest.raises(NothingToRedo):
        plan.redo()
    assert hall.taken() == {"A2": "Jon"}


def test_a_group_is_one_step(plan, hall):
    with plan.group():
        plan.assign("A1", "Ida")
        plan.assign("B1", "Jon")
    plan.undo()
    assert hall.taken() == {}
    plan.redo()
    assert hall.taken() == {"A1": "Ida", "B1": "Jon"}


def test_a_swap_is_one_step(plan, hall):
    plan.assign("A1", "Ida")
    plan.swap("A1", "B3")
    plan.undo()
    assert hall.taken() == {"A1": "Ida"}


def test_a_party_is_seated_whole_or_not_at_all(plan, hall):
    plan.assign("A3", "Ida")
    with pytest.raises(SeatTaken):
        plan.seat_party("A", 1, ["Jon", "Kim", "Lea"])
    assert hall.taken() == {"A3": "Ida"}


def test_inside_of_a_group_nothing_is_undone(plan):
    plan.assign("A1", "Ida")
    with plan.group():
        with pytest.raises(GroupOpen):
            plan.undo()
