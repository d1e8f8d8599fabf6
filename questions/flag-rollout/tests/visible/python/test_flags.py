from flags.flag import Flag
from flags.switchboard import Switchboard

USERS = [f"user-{number}" for number in range(1000)]


def users_with(flag: Flag) -> list[str]:
    board = Switchboard()
    board.put(flag)
    return [user for user in USERS if board.is_on(flag.name, user)]


def test_an_unknown_flag_is_off_and_missed():
    board = Switchboard()
    assert not board.is_on("serach", "ann")
    assert board.missing() == {"serach": 1}


def test_an_allowed_user_has_it_before_all_others():
    board = Switchboard()
    board.put(Flag("search", percent=0, allow=frozenset({"ann"})))
    assert board.is_on("search", "ann")


def test_a_denied_user_never_has_it():
    board = Switchboard()
    board.put(Flag("search", percent=100, deny=frozenset({"bob"})))
    assert not board.is_on("search", "bob")
    assert board.is_on("search", "ann")


def test_nobody_has_a_flag_at_0_percent():
    assert users_with(Flag("search", percent=0)) == []


def test_half_of_the_users_have_a_flag_at_50_percent():
    assert 450 < len(users_with(Flag("search", percent=50))) < 550


def test_everybody_has_a_flag_at_100_percent():
    assert users_with(Flag("search", percent=100)) == USERS


def test_the_cache_gives_the_right_answer():
    board = Switchboard()
    board.put(Flag("search", percent=50))
    for user in USERS:
        assert board.is_on("search", user) == board.is_on("search", user)
