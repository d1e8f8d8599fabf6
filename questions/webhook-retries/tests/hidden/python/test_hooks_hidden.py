# canary: ilm-b8261fd05a7ce394
import pytest

from hooks.backoff import wait_after
from hooks.clock import ManualClock
from hooks.delivery import Endpoint
from hooks.outbox import Outbox
from hooks.signature import is_genuine, sign
from hooks.transport import NoAnswer

SHOP = Endpoint("https://shop.example/hooks", "shop-secret")
BANK = Endpoint("https://bank.example/hooks", "bank-secret")
NOW = 1_700_000_000


class Bench:
    """An outbox, and receivers that answer as told: a status, an error to raise, or a list of them."""

    def __init__(self, max_attempts=8):
        self.clock = ManualClock(NOW)
        self.outbox = Outbox(self.clock, self.post, max_attempts)
        self.answers = {}
        self.arrived = []

    def post(self, url, headers, body):
        self.arrived.append((body, headers))
        answer = self.answers.get(url, 200)
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def run_after(self, seconds):
        self.clock.advance(seconds)
        self.outbox.run()

    def bodies(self):
        return [body for body, _ in self.arrived]


@pytest.mark.parametrize("status", [200, 204, 299])
def test_successes(status):
    bench = Bench()
    bench.answers[SHOP.url] = status
    delivery_id = bench.outbox.send(SHOP, "paid")
    bench.outbox.run()
    delivery = bench.outbox.delivery(delivery_id)
    assert (delivery.state, delivery.attempts) == ("delivered", 1)


@pytest.mark.parametrize("answer", [408, 429, 500, 503, 599, NoAnswer()])
def test_failures_that_are_worth_another_try(answer):
    bench = Bench()
    bench.answers[SHOP.url] = [answer, 200]
    delivery_id = bench.outbox.send(SHOP, "paid")
    bench.outbox.run()
    assert bench.outbox.delivery(delivery_id).state == "waiting"
    bench.run_after(10)
    delivery = bench.outbox.delivery(delivery_id)
    assert (delivery.state, delivery.attempts) == ("delivered", 2)


@pytest.mark.parametrize("status", [301, 302, 304, 400, 401, 404, 410, 499])
def test_failures_that_are_final(status):
    bench = Bench()
    bench.answers[SHOP.url] = status
    delivery_id = bench.outbox.send(SHOP, "paid")
    bench.outbox.run()
    delivery = bench.outbox.delivery(delivery_id)
    assert (delivery.state, delivery.attempts, delivery.reason) == ("dead", 1, f"status {status}")


def test_no_answer_is_a_reason_too():
    bench = Bench(max_attempts=2)
    bench.answers[SHOP.url] = NoAnswer()
    delivery_id = bench.outbox.send(SHOP, "paid")
    bench.outbox.run()
    bench.run_after(10)
    delivery = bench.outbox.delivery(delivery_id)
    assert (delivery.state, delivery.attempts, delivery.reason) == ("dead", 2, "no answer")


def test_waits_double_up_to_an_hour():
    waits = [wait_after(attempts) for attempts in range(1, 13)]
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]


def test_nothing_is_tried_a_second_too_early():
    bench = Bench()
    bench.answers[SHOP.url] = 503
    bench.outbox.send(SHOP, "paid")
    for seconds, attempts in ((0, 1), (9, 1), (1, 2), (19, 2), (1, 3)):
        bench.run_after(seconds)
        assert len(bench.arrived) == attempts


def test_a_late_run_tries_once_and_waits_from_then_on():
    bench = Bench()
    bench.answers[SHOP.url] = 503
    bench.outbox.send(SHOP, "paid")
    bench.outbox.run()
    for seconds, attempts in ((5000, 2), (0, 2), (19, 2), (1, 3)):
        bench.run_after(seconds)
        assert len(bench.arrived) == attempts


def test_a_retry_holds_up_later_events_of_its_endpoint():
    bench = Bench()
    bench.answers[SHOP.url] = [503, 503, 200, 200, 200]
    for body in ("ordered", "paid"):
        bench.outbox.send(SHOP, body)
    bench.outbox.run()
    bench.outbox.send(SHOP, "shipped")
    bench.run_after(10)
    assert bench.bodies() == ["ordered", "ordered"]
    bench.run_after(20)
    assert bench.bodies() == ["ordered", "ordered", "ordered", "paid", "shipped"]


def test_a_dead_event_makes_way():
    bench = Bench()
    bench.answers[SHOP.url] = [404, 200]
    first, second = bench.outbox.send(SHOP, "ordered"), bench.outbox.send(SHOP, "paid")
    bench.outbox.run()
    assert bench.outbox.delivery(first).state == "dead"
    assert bench.outbox.delivery(second).state == "delivered"


def test_one_secret_more_does_not_make_another_endpoint():
    bench = Bench()
    bench.answers[SHOP.url] = 503
    bench.outbox.send(SHOP, "ordered")
    bench.outbox.send(Endpoint(SHOP.url, "new-secret"), "paid")
    bench.outbox.run()
    assert bench.bodies() == ["ordered"]


def test_one_run_tries_everything_that_is_due():
    bench = Bench()
    endpoints = [Endpoint(f"https://{number}.example", "secret") for number in range(5)]
    ids = [bench.outbox.send(endpoint, "paid") for endpoint in endpoints for _ in range(3)]
    bench.outbox.run()
    assert [bench.outbox.delivery(each).state for each in ids] == ["delivered"] * 15
    assert len(bench.arrived) == 15


def test_the_id_is_the_same_in_every_attempt():
    bench = Bench()
    bench.answers[SHOP.url] = [503, NoAnswer(), 200, 200]
    first, second = bench.outbox.send(SHOP, "ordered"), bench.outbox.send(SHOP, "paid")
    for seconds in (0, 10, 20):
        bench.run_after(seconds)
    ids = [headers["Delivery"] for _, headers in bench.arrived]
    assert ids == [str(first)] * 3 + [str(second)]
    assert first != second


def test_every_attempt_is_signed_at_its_own_time():
    bench = Bench()
    bench.answers[SHOP.url] = 503
    bench.outbox.send(SHOP, "paid")
    for _ in range(4):
        bench.run_after(1000)
        body, headers = bench.arrived[-1]
        assert headers["Signature"] == sign(SHOP.secret, bench.clock.now(), body)
    assert len(bench.arrived) == 4


def test_a_fault_of_our_own_goes_to_the_caller_and_does_not_count():
    bench = Bench()
    bench.answers[SHOP.url] = [ZeroDivisionError("a fault"), 200, 200]
    first, second = bench.outbox.send(SHOP, "ordered"), bench.outbox.send(SHOP, "paid")
    with pytest.raises(ZeroDivisionError):
        bench.outbox.run()
    delivery = bench.outbox.delivery(first)
    assert (delivery.state, delivery.attempts) == ("waiting", 0)
    bench.outbox.run()
    delivery = bench.outbox.delivery(first)
    assert (delivery.state, delivery.attempts) == ("delivered", 1)
    assert bench.outbox.delivery(second).state == "delivered"


def test_a_signature_is_what_it_was():
    digits = "83343a78d006b9e9574a607c8fad9b4c50f2d9d1a41f5b923b322bbc60e63c11"
    assert sign("shop-secret", NOW, "paid") == f"t={NOW},v1={digits}"


@pytest.mark.parametrize(
    ("age", "genuine"), [(0, True), (300, True), (301, False), (-300, True), (-301, False)]
)
def test_a_signature_is_good_for_300_seconds_both_ways(age, genuine):
    assert is_genuine("secret", sign("secret", NOW - age, "paid"), "paid", NOW) is genuine


def test_a_signature_belongs_to_its_body_secret_and_time():
    header = sign("secret", NOW, "paid")
    assert not is_genuine("secret", header, "paid!", NOW)
    assert not is_genuine("Secret", header, "paid", NOW)
    assert not is_genuine("secret", header.replace(str(NOW), str(NOW - 1)), "paid", NOW)


def test_a_part_of_a_signature_is_not_genuine():
    header = sign("secret", NOW, "paid")
    start = header.index("v1=") + 3
    for end in (start, start + 1, start + 63):
        assert not is_genuine("secret", header[:end], "paid", NOW)
    assert not is_genuine("secret", header + "0", "paid", NOW)


@pytest.mark.parametrize(
    "header",
    [
        "",
        ",",
        "nonsense",
        "t=,v1=",
        "t=x,v1=y",
        f"t={NOW}",
        "v1=" + "0" * 64,
        "t=1=2,v1",
        "t=\u0661,v1=" + "0" * 64,
    ],
)
def test_nonsense_is_not_genuine(header):
    assert not is_genuine("secret", header, "paid", NOW)
