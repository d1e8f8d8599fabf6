import pytest

from shipper.disk import Disk
from shipper.position import Positions
from shipper.shipper import Shipper, Unreachable


class Receiver:
    """Takes batches, but for those calls (counted from 1) that a test lets fail."""

    def __init__(self):
        self.batches = []
        self.calls = 0
        self.fails_at = set()

    def __call__(self, texts):
        self.calls += 1
        if self.calls in self.fails_at:
            raise Unreachable
        self.batches.append(texts)

    def lines(self):
        return [text for batch in self.batches for text in batch]


@pytest.fixture
def receiver():
    return Receiver()


def test_new_lines_are_sent_once(receiver):
    disk = Disk()
    shipper = Shipper(disk, "web", receiver, Positions())
    disk.write("web", b"started\nready\n")
    assert shipper.run() == 2
    disk.write("web", b"GET /\n")
    assert shipper.run() == 1
    assert receiver.lines() == ["started", "ready", "GET /"]


def test_a_line_that_is_being_written_waits(receiver):
    disk = Disk()
    shipper = Shipper(disk, "web", receiver, Positions())
    disk.write("web", b"started\nrea")
    shipper.run()
    disk.write("web", b"dy\n")
    shipper.run()
    assert receiver.lines() == ["started", "ready"]


def test_what_was_written_just_before_midnight_is_sent(receiver):
    disk = Disk()
    shipper = Shipper(disk, "web", receiver, Positions())
    disk.write("web", b"22:00\n")
    shipper.run()
    disk.write("web", b"23:59\n")
    disk.rotate("web")
    disk.write("web", b"00:01\n")
    shipper.run()
    assert receiver.lines() == ["22:00", "23:59", "00:01"]


def test_letters_beyond_ascii_arrive_as_they_were(receiver):
    disk = Disk(at_most=4)
    shipper = Shipper(disk, "web", receiver, Positions())
    disk.write("web", "Jørgensen\nMüller\n".encode())
    shipper.run()
    assert receiver.lines() == ["Jørgensen", "Müller"]


def test_nothing_is_sent_again_after_the_receiver_was_away(receiver):
    disk = Disk()
    shipper = Shipper(disk, "web", receiver, Positions(), max_bytes=12)
    disk.write("web", b"first\nsecond\nthird\n")
    receiver.fails_at = {2}
    assert shipper.run() == 1
    assert shipper.run() == 2
    assert receiver.lines() == ["first", "second", "third"]


def test_a_huge_line_is_cut(receiver):
    disk = Disk()
    shipper = Shipper(disk, "web", receiver, Positions(), max_bytes=20)
    disk.write("web", b"before\n" + b"x" * 1000 + b"\nafter\n")
    shipper.run()
    assert receiver.batches == [["before"], ["xxxxxxxxxxxxx [cut]"], ["after"]]
