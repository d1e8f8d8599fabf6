from storms import Alert, Storm, find_storms


def log(*entries: tuple[int, str]) -> list[Alert]:
    return [Alert(at, service) for at, service in entries]


def test_quiet_log_has_no_storms():
    assert find_storms(log((0, "api"), (100, "db")), window=60, threshold=2) == []


def test_one_storm_from_first_to_last_stormy_moment():
    alerts = log((0, "api"), (10, "db"), (20, "mail"), (200, "api"))
    assert find_storms(alerts, window=60, threshold=2) == [Storm(start=10, end=20, peak=3)]


def test_one_noisy_service_is_not_a_storm():
    alerts = log((0, "api"), (1, "api"), (2, "api"), (3, "api"))
    assert find_storms(alerts, window=60, threshold=2) == []


def test_two_storms_with_quiet_between():
    alerts = log((0, "api"), (5, "db"), (100, "mail"), (200, "db"), (205, "api"))
    assert find_storms(alerts, window=60, threshold=2) == [
        Storm(start=5, end=5, peak=2),
        Storm(start=205, end=205, peak=2),
    ]


def test_alerts_may_come_in_any_order():
    alerts = log((20, "mail"), (0, "api"), (10, "db"))
    assert find_storms(alerts, window=60, threshold=3) == [Storm(start=20, end=20, peak=3)]
