import pytest

from hooks.clock import ManualClock
from hooks.delivery import Endpoint
from hooks.outbox import Outbox
from hooks.signature import is_genuine

SHOP = Endpoint("https://shop.example/hooks", "shop-secret")
BANK = Endpoint("https://bank.example/hooks", "bank-secret")


class Receivers:
    """Answers with 200, or with what a test says; keeps what arrived."""

    def __init__(self):
        self.answers = {}
        self.arrived = []

    def __call__(self, url, headers, body):
        self.arrived.append((url, headers, body))
        return self.answers.get(url, 200)


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def receivers():
    return Receivers()


@pytest.fixture
def outbox(clock, receivers):
    return Outbox(clock, receivers)


def test_an_event_arrives_with_its_id_and_a_signature(outbox, clock, receivers):
    delivery_id = outbox.send(SHOP, '{"paid": 7}')
    outbox.run()
    [(url, headers, body)] = receivers.arrived
    assert (url, body) == (SHOP.url, '{"paid": 7}')
    assert headers["Delivery"] == str(delivery_id)
    assert is_genuine(SHOP.secret, headers["Signature"], body, clock.now())
    assert outbox.delivery(delivery_id).state == "delivered"


def test_a_failed_attempt_is_repeated_after_10_and_20_seconds(outbox, clock, receivers):
    delivery_id = outbox.send(SHOP, "paid")
    receivers.answers[SHOP.url] = 503
    for seconds in (0, 10, 20):
        clock.advance(seconds)
        outbox.run()
    assert outbox.delivery(delivery_id).attempts == 3
    assert outbox.delivery(delivery_id).reason == "status 503"


def test_after_eight_failed_attempts_a_delivery_is_dead(outbox, clock, receivers):
    delivery_id = outbox.send(SHOP, "paid")
    receivers.answers[SHOP.url] = 503
    for _ in range(10):
        outbox.run()
        clock.advance(3600)
    assert outbox.delivery(delivery_id).state == "dead"
    assert outbox.delivery(delivery_id).attempts == 8


def test_endpoints_do_not_wait_for_each_other(outbox, receivers):
    receivers.answers[SHOP.url] = 503
    first, second = outbox.send(SHOP, "paid"), outbox.send(BANK, "paid")
    outbox.run()
    assert outbox.delivery(first).state == "waiting"
    assert outbox.delivery(second).state == "delivered"


def test_a_signature_with_another_secret_is_not_genuine(outbox, clock, receivers):
    outbox.send(SHOP, "paid")
    outbox.run()
    signature = receivers.arrived[0][1]["Signature"]
    assert not is_genuine(BANK.secret, signature, "paid", clock.now())


def test_an_old_signature_is_not_genuine():
    assert not is_genuine(SHOP.secret, "t=1000,v1=" + "0" * 64, "paid", now=2000)
