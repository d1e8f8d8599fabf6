from ferry import Boarding, Plan, Sailing, Vehicle, plan_day


def test_who_is_there_in_time_goes_aboard_in_the_order_of_arrival():
    vehicles = [Vehicle("van", 470, 6), Vehicle("car", 460, 4)]
    assert plan_day([Sailing(480, 30)], vehicles) == Plan([Boarding(480, ["car", "van"])], [])


def test_who_comes_too_late_takes_the_next_sailing():
    vehicles = [Vehicle("car", 460, 4), Vehicle("late", 478, 4)]
    assert plan_day([Sailing(480, 30), Sailing(540, 30)], vehicles) == Plan(
        [Boarding(480, ["car"]), Boarding(540, ["late"])], []
    )


def test_who_does_not_fit_takes_the_next_sailing():
    vehicles = [Vehicle("truck", 400, 12), Vehicle("bus", 410, 12)]
    assert plan_day([Sailing(480, 20), Sailing(540, 20)], vehicles) == Plan(
        [Boarding(480, ["truck"]), Boarding(540, ["bus"])], []
    )


def test_residents_go_first():
    vehicles = [Vehicle("guest", 400, 4), Vehicle("islander", 470, 4, resident=True)]
    assert plan_day([Sailing(480, 30)], vehicles) == Plan([Boarding(480, ["islander", "guest"])], [])


def test_who_gets_on_no_sailing_is_left():
    vehicles = [Vehicle("car", 460, 4), Vehicle("night", 1300, 4)]
    assert plan_day([Sailing(480, 30)], vehicles) == Plan([Boarding(480, ["car"])], ["night"])
