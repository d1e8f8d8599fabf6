from hooks.backoff import wait_after
from hooks.clock import ManualClock
from hooks.delivery import Delivery, Endpoint
from hooks.signature import sign
from hooks.status import is_success, is_worth_another_try
from hooks.transport import Post


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
        self._waiting: list[Delivery] = []

    def send(self, endpoint: Endpoint, body: str) -> int:
        """Takes an event on, due at once, and returns the id of its delivery."""
        now = self._clock.now()
        signature = sign(endpoint.secret, now, body)
        delivery = Delivery(len(self._deliveries) + 1, endpoint, body, now, signature)
        self._deliveries[delivery.id] = delivery
        self._waiting.append(delivery)
        return delivery.id

    def delivery(self, delivery_id: int) -> Delivery:
        """A delivery as it is now, also when it is delivered or dead."""
        return self._deliveries[delivery_id]

    def run(self) -> None:
        """Tries everything that is due and whose turn it is; what that makes way for, too."""
        for delivery in self._waiting:
            if delivery.due <= self._clock.now():
                self._attempt(delivery)
            if delivery.state != "waiting":
                self._waiting.remove(delivery)

    def _attempt(self, delivery: Delivery) -> None:
        """Posts the body with two headers.

        `Delivery` is the id, by which receivers recognise what they have had before. `Signature` is
        made at the time of the attempt, because receivers refuse old ones. An error of `post` other
        than `NoAnswer` is a fault of our own: it goes to the caller, and the attempt does not count.
        """
        delivery.attempts += 1
        delivery_id = str(delivery.id)
        if delivery.attempts > 1:
            delivery_id += f".{delivery.attempts}"
        headers = {"Delivery": delivery_id, "Signature": delivery.signature}
        try:
            status = self._post(delivery.endpoint.url, headers, delivery.body)
        except Exception:
            self._fail(delivery, "no answer", final=False)
            return
        if is_success(status):
            delivery.state = "delivered"
        else:
            self._fail(delivery, f"status {status}", final=not is_worth_another_try(status))

    def _fail(self, delivery: Delivery, reason: str, final: bool) -> None:
        delivery.reason = reason
        if final or delivery.attempts > self._max_attempts:
            delivery.state = "dead"
        else:
            delivery.due += wait_after(delivery.attempts)
