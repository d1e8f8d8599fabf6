# canary: ilm-41c7e09b52d8a63f
from storms import Alert, Storm, find_storms


def log(*entries: tuple[int, str]) -> list[Alert]:
    return [Alert(at, service) for at, service in entries]


def test_empty_log():
    assert find_storms([], window=60, threshold=1) == []


def test_window_excludes_its_far_border():
    assert find_storms(log((0, "api"), (60, "db")), window=60, threshold=2) == []


def test_window_includes_one_second_inside_its_far_border():
    alerts = log((0, "api"), (59, "db"))
    assert find_storms(alerts, window=60, threshold=2) == [Storm(start=59, end=59, peak=2)]


def test_service_stays_while_any_of_its_alerts_is_in_the_window():
    alerts = log((0, "api"), (50, "api"), (90, "db"))
    assert find_storms(alerts, window=60, threshold=2) == [Storm(start=90, end=90, peak=2)]


def test_alerts_of_one_second_count_together():
    alerts = log((0, "api"), (30, "db"), (70, "db"), (70, "mail"))
    assert find_storms(alerts, window=60, threshold=2) == [Storm(start=30, end=70, peak=2)]


def test_one_moment_can_be_a_storm():
    alerts = log((7, "api"), (7, "db"), (7, "api"))
    assert find_storms(alerts, window=1, threshold=2) == [Storm(start=7, end=7, peak=2)]


def test_threshold_of_one_joins_every_moment():
    alerts = log((0, "api"), (1000, "api"), (5000, "db"))
    assert find_storms(alerts, window=10, threshold=1) == [Storm(start=0, end=5000, peak=1)]


def test_the_log_is_left_as_it_was():
    alerts = log((20, "mail"), (0, "api"), (10, "db"))
    before = list(alerts)
    find_storms(alerts, window=60, threshold=2)
    assert alerts == before


class CountedAlert:
    """An alert that counts how often it is looked at, over the whole log."""

    reads = 0

    def __init__(self, at: int, service: str):
        self._at = at
        self._service = service

    @property
    def at(self) -> int:
        self._count()
        return self._at

    @property
    def service(self) -> str:
        self._count()
        return self._service

    @staticmethod
    def _count() -> None:
        CountedAlert.reads += 1
        if CountedAlert.reads > 20_000_000:
            raise AssertionError("more than 100 looks at each alert: the work grows faster than the log")


def test_a_year_of_alerts_takes_about_one_pass():
    size, services = 200_000, 500
    CountedAlert.reads = 0
    alerts = [CountedAlert(at, f"service-{at % services}") for at in range(size)]
    assert find_storms(alerts, window=size, threshold=400) == [Storm(start=399, end=size - 1, peak=services)]
