# canary: ilm-e07b34f9d2615ca8
import pytest

from flags.bucket import bucket_of
from flags.flag import BadFlag, Flag
from flags.switchboard import Switchboard

USERS = [f"user-{number}" for number in range(1000)]


def users_with(board: Switchboard, name: str) -> set[str]:
    return {user for user in USERS if board.is_on(name, user)}


class Counting:
    """Answers bucket 50 for everybody, and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, flag: str, user: str) -> int:
        self.asked.append((flag, user))
        return 50


def test_denied_beats_allowed():
    board = Switchboard()
    board.put(Flag("search", 100, allow=frozenset({"ann"}), deny=frozenset({"ann"})))
    assert not board.is_on("search", "ann")


@pytest.mark.parametrize(("percent", "on"), [(50, False), (51, True), (49, False)])
def test_the_buckets_below_the_percentage_have_it(percent: int, on: bool):
    board = Switchboard(Counting())
    board.put(Flag("search", percent))
    assert board.is_on("search", "ann") is on


def test_one_percent_is_not_two():
    board = Switchboard()
    board.put(Flag("search", 1))
    assert users_with(board, "search") == {user for user in USERS if bucket_of("search", user) == 0}


def test_more_percent_only_add_and_fewer_only_remove_users():
    board = Switchboard()
    before: set[str] = set()
    for percent in (1, 10, 11, 60, 100):
        board.put(Flag("search", percent))
        now = users_with(board, "search")
        assert before < now
        before = now
    board.put(Flag("search", 30))
    assert users_with(board, "search") < before


def test_who_is_early_for_one_flag_is_not_early_for_all():
    board = Switchboard()
    names = ["search", "basket", "chat"]
    for name in names:
        board.put(Flag(name, 50))
    for one, other in (names[:2], names[1:]):
        both = users_with(board, one) & users_with(board, other)
        assert 180 < len(both) < 320


def test_a_bucket_is_always_the_same():
    for user in USERS:
        bucket = bucket_of("search", user)
        assert 0 <= bucket <= 99
        assert bucket == bucket_of("search", user)


@pytest.mark.parametrize("between", ["", "1", ":", "/", "|", ",", " ", "-", ".", "#", "\n", "\0", "\x1f"])
def test_names_that_read_alike_do_not_share_an_answer(between: str):
    board = Switchboard()
    board.put(Flag("a", allow=frozenset({f"{between}b"}), deny=frozenset({f"b{between}c"})))
    board.put(Flag(f"a{between}", deny=frozenset({"b"})))
    board.put(Flag(f"a{between}b", allow=frozenset({"c"})))
    assert not board.is_on("a", f"b{between}c")
    assert board.is_on(f"a{between}b", "c")
    if between:
        assert board.is_on("a", f"{between}b")
        assert not board.is_on(f"a{between}", "b")


def test_who_is_denied_loses_it_at_once():
    board = Switchboard()
    board.put(Flag("search", 100))
    assert board.is_on("search", "bob")
    board.put(Flag("search", 100, deny=frozenset({"bob"})))
    assert not board.is_on("search", "bob")


def test_who_is_allowed_gets_it_at_once():
    board = Switchboard()
    board.put(Flag("search"))
    assert not board.is_on("search", "ann")
    board.put(Flag("search", allow=frozenset({"ann"})))
    assert board.is_on("search", "ann")


def test_a_flag_that_was_asked_for_too_early_works_once_it_is_there():
    board = Switchboard()
    assert not board.is_on("search", "ann")
    board.put(Flag("search", 100))
    assert board.is_on("search", "ann")


def test_every_question_for_a_missing_flag_counts():
    board = Switchboard()
    for user in ("ann", "ann", "bob"):
        board.is_on("serach", user)
    board.is_on("baskte", "ann")
    assert board.missing() == {"serach": 3, "baskte": 1}


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_bad_flag_changes_nothing(percent: int):
    board = Switchboard()
    board.put(Flag("search", 100))
    for name in ("search", "chat"):
        with pytest.raises(BadFlag):
            board.put(Flag(name, percent))
    assert board.is_on("search", "ann")
    assert not board.is_on("chat", "ann")
    assert board.missing() == {"chat": 1}


def test_an_answer_is_worked_out_once():
    buckets = Counting()
    board = Switchboard(buckets)
    board.put(Flag("search", 60))
    board.put(Flag("chat", 40))
    for _ in range(3):
        assert board.is_on("search", "ann")
        assert not board.is_on("chat", "ann")
        assert board.is_on("search", "bob")
    assert sorted(buckets.asked) == [("chat", "ann"), ("search", "ann"), ("search", "bob")]


def test_a_flag_that_is_put_leaves_the_answers_of_others_alone():
    buckets = Counting()
    board = Switchboard(buckets)
    for name in ("chat", "chat2"):
        board.put(Flag(name, 60))
        board.is_on(name, "ann")
    buckets.asked.clear()
    board.put(Flag("chat", 10))
    assert not board.is_on("chat", "ann")
    assert board.is_on("chat2", "ann")
    assert buckets.asked == [("chat", "ann")]
