from collections import deque

from hooks.backoff import wait_after
from hooks.clock import ManualClock
from hooks.delivery import Delivery, Endpoint
from hooks.signature import sign
from hooks.status import is_success, is_worth_another_try
from hooks.transport import NoAnswer, Post


class Outbox:
    """Delivers events to endpoints.

    An endpoint gets its events in the order in which they were sent: none is tried before all earlier
    ones are delivered or dead. Endpoints, known by their URLs, don't wait for each other.
    """

    def __init__(self, clock: ManualClock, post: Post, max_attempts: int = 8):
        self._clock = clock
        self._post = post
        self._max_attempts = max_attempts
        self._deliveries: dict[int, Delivery] = {}
        self._lines: dict[str, deque[Delivery]] = {}

    def send(self, endpoint: Endpoint, body: str) -> int:
        """Takes an event on, due at once, and returns the id of its delivery."""
        delivery = Delivery(len(self._deliveries) + 1, endpoint, body, due=self._clock.now())
        self._deliveries[delivery.id] = delivery
        self._lines.setdefault(endpoint.url, deque()).append(delivery)
        return delivery.id

    def delivery(self, delivery_id: int) -> Delivery:
        """A delivery as it is now, also when it is delivered or dead."""
        return self._deliveries[delivery_id]

    def run(self) -> None:
        """Tries everything that is due and whose turn it is; what that makes way for, too."""
        for line in self._lines.values():
            while line and line[0].due <= self._clock.now():
                self._attempt(line[0])
                if line[0].state != "waiting":
                    line.popleft()

    def _attempt(self, delivery: Delivery) -> None:
        """Posts the body with two headers.

        `Delivery` is the id, by which receivers recognise what they have had before. `Signature` is
        made at the time of the attempt, because receivers refuse old ones. An error of `post` other
        than `NoAnswer` is a fault of our own: it goes to the caller, and the attempt does not count.
        """
        endpoint = delivery.endpoint
        headers = {
            "Delivery": str(delivery.id),
            "Signature": sign(endpoint.secret, self._clock.now(), delivery.body),
        }
        try:
            status = self._post(endpoint.url, headers, delivery.body)
        except NoAnswer:
            delivery.attempts += 1
            self._fail(delivery, "no answer", final=False)
            return
        delivery.attempts += 1
        if is_success(status):
            delivery.state = "delivered"
        else:
            self._fail(delivery, f"status {status}", final=not is_worth_another_try(status))

    def _fail(self, delivery: Delivery, reason: str, final: bool) -> None:
        delivery.reason = reason
        if final or delivery.attempts >= self._max_attempts:
            delivery.state = "dead"
        else:
            delivery.due = self._clock.now() + wait_after(delivery.attempts)
