# canary: ilm-98247f595e943094
from ferry import Boarding, Plan, Sailing, Vehicle, plan_day


def test_the_minute_of_closing_is_in_time():
    vehicles = [Vehicle("just", 475, 4), Vehicle("missed", 476, 4)]
    assert plan_day([Sailing(480, 30)], vehicles) == Plan([Boarding(480, ["just"])], ["missed"])


def test_between_two_vehicles_stays_a_metre_and_none_at_the_ends():
    two = [Vehicle("a", 1, 5), Vehicle("b", 2, 4)]
    assert plan_day([Sailing(480, 10)], two) == Plan([Boarding(480, ["a", "b"])], [])
    assert plan_day([Sailing(480, 9)], two) == Plan([Boarding(480, ["a"])], ["b"])
    three = [*two, Vehicle("c", 3, 3)]
    assert plan_day([Sailing(480, 14)], three) == Plan([Boarding(480, ["a", "b", "c"])], [])
    assert plan_day([Sailing(480, 13)], three) == Plan([Boarding(480, ["a", "b"])], ["c"])


def test_one_vehicle_may_take_the_whole_deck():
    assert plan_day([Sailing(480, 12)], [Vehicle("bus", 1, 12)]) == Plan([Boarding(480, ["bus"])], [])
    assert plan_day([Sailing(480, 11)], [Vehicle("bus", 1, 12)]) == Plan([Boarding(480, [])], ["bus"])


def test_who_fits_may_pass_those_who_do_not():
    vehicles = [Vehicle("car", 1, 4), Vehicle("truck", 2, 12), Vehicle("van", 3, 6), Vehicle("bike", 4, 2)]
    assert plan_day([Sailing(480, 14), Sailing(540, 12)], vehicles) == Plan(
        [Boarding(480, ["car", "van", "bike"]), Boarding(540, ["truck"])], []
    )


def test_a_guest_left_behind_still_lets_residents_go_first():
    vehicles = [
        Vehicle("first", 1, 8),
        Vehicle("second", 2, 8),
        Vehicle("islander", 500, 8, resident=True),
    ]
    assert plan_day([Sailing(480, 8), Sailing(540, 8), Sailing(600, 8)], vehicles) == Plan(
        [Boarding(480, ["first"]), Boarding(540, ["islander"]), Boarding(600, ["second"])], []
    )


def test_residents_too_go_in_the_order_of_arrival():
    vehicles = [
        Vehicle("guest", 1, 2),
        Vehicle("later", 20, 2, resident=True),
        Vehicle("earlier", 10, 2, resident=True),
    ]
    assert plan_day([Sailing(480, 30)], vehicles) == Plan([Boarding(480, ["earlier", "later", "guest"])], [])


def test_who_arrives_in_the_same_minute_keeps_the_order_of_the_list():
    vehicles = [Vehicle(name, 60, 2) for name in ("m", "z", "a", "k")]
    assert plan_day([Sailing(480, 8)], vehicles) == Plan([Boarding(480, ["m", "z", "a"])], ["k"])


def test_sailings_may_come_in_any_order():
    vehicles = [Vehicle("car", 50, 4), Vehicle("van", 60, 4)]
    assert plan_day([Sailing(1000, 4), Sailing(95, 4), Sailing(100, 4)], vehicles) == Plan(
        [Boarding(95, ["car"]), Boarding(100, ["van"]), Boarding(1000, [])], []
    )


def test_who_is_left_is_told_in_the_order_of_arrival():
    vehicles = [
        Vehicle("c", 1000, 2),
        Vehicle("b", 99, 40),
        Vehicle("r", 200, 40, resident=True),
        Vehicle("a", 99, 40),
    ]
    assert plan_day([Sailing(480, 30)], vehicles) == Plan([Boarding(480, [])], ["b", "a", "r", "c"])


def test_a_day_without_sailings_or_vehicles():
    assert plan_day([], [Vehicle("b", 2, 4), Vehicle("a", 1, 4)]) == Plan([], ["a", "b"])
    assert plan_day([Sailing(480, 30)], []) == Plan([Boarding(480, [])], [])


def test_what_was_handed_in_is_left_as_it_was():
    sailings = [Sailing(540, 30), Sailing(480, 4)]
    vehicles = [Vehicle("van", 470, 6), Vehicle("car", 460, 4)]
    before = list(sailings), list(vehicles)
    plan_day(sailings, vehicles)
    assert (sailings, vehicles) == before
