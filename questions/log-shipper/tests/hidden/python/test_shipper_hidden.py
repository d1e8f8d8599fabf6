# canary: ilm-7d15ae38c0f2964b
import pytest

from shipper.disk import Disk
from shipper.position import Positions
from shipper.shipper import Shipper, Unreachable


class Bench:
    """A shipper for the log `web`, and a receiver that takes batches unless told to fail."""

    def __init__(self, at_most=4096, max_bytes=65536):
        self.disk = Disk(at_most)
        self.positions = Positions()
        self.max_bytes = max_bytes
        self.shipper = self.another("web")
        self.batches = []
        self.failures = []

    def another(self, log):
        return Shipper(self.disk, log, self.take, self.positions, self.max_bytes)

    def take(self, texts):
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.batches.append(list(texts))

    def write(self, text):
        self.disk.write("web", text.encode())

    def lines(self):
        return [text for batch in self.batches for text in batch]


def test_without_anything_new_nothing_is_sent():
    bench = Bench()
    assert bench.shipper.run() == 0
    bench.write("one\n")
    assert [bench.shipper.run(), bench.shipper.run()] == [1, 0]
    bench.disk.rotate("web")
    assert bench.shipper.run() == 0
    assert bench.batches == [["one"]]


def test_a_newline_and_nothing_else_ends_a_line():
    bench = Bench()
    bench.write("a\rb\n\nc\u2028d\x0be\x85f\n\n")
    assert bench.shipper.run() == 4
    assert bench.lines() == ["a\rb", "", "c\u2028d\x0be\x85f", ""]


TEXT = "naïve\n日本語 ログ\n🙂🙃\nplain\nÅ\n"


@pytest.mark.parametrize("at_most", range(1, 9))
def test_however_much_is_read_at_a_time_texts_stay_whole(at_most):
    bench = Bench(at_most)
    bench.write(TEXT)
    assert bench.shipper.run() == 5
    bench.write(TEXT)
    assert bench.shipper.run() == 5
    assert bench.lines() == TEXT.split("\n")[:-1] * 2


@pytest.mark.parametrize("at_most", [2, 4096])
def test_wherever_the_writer_pauses_texts_stay_whole(at_most):
    bench = Bench(at_most)
    for byte in TEXT.encode():
        bench.disk.write("web", bytes([byte]))
        bench.shipper.run()
    assert bench.lines() == TEXT.split("\n")[:-1]


def test_a_restart_goes_on_where_the_last_batch_ended():
    bench = Bench()
    bench.write(TEXT)
    bench.shipper.run()
    bench.write("next\n")
    bench.another("web").run()
    assert bench.lines() == [*TEXT.split("\n")[:-1], "next"]


def test_all_files_are_read_that_were_begun_since():
    bench = Bench()
    bench.write("friday\n")
    bench.shipper.run()
    bench.write("friday night\n")
    for day in ("saturday", "sunday", "monday"):
        bench.disk.rotate("web")
        bench.write(f"{day}\n{day} night\n")
    assert bench.shipper.run() == 7
    assert bench.lines() == [
        "friday",
        "friday night",
        "saturday",
        "saturday night",
        "sunday",
        "sunday night",
        "monday",
        "monday night",
    ]
    assert bench.shipper.run() == 0


def test_the_first_run_begins_with_the_oldest_file():
    bench = Bench()
    bench.write("old\n")
    bench.disk.rotate("web")
    bench.write("new\n")
    bench.shipper.run()
    assert bench.lines() == ["old", "new"]


def test_when_a_file_is_gone_the_oldest_one_is_next():
    bench = Bench()
    bench.write("one\n")
    bench.shipper.run()
    for text in ("two\n", "three\n", "four\n"):
        bench.disk.rotate("web")
        bench.write(text)
    bench.disk.remove_oldest("web")
    bench.disk.remove_oldest("web")
    bench.shipper.run()
    assert bench.lines() == ["one", "three", "four"]


def test_in_a_finished_file_the_last_line_needs_no_newline():
    bench = Bench()
    bench.write("one\ncrash")
    assert bench.shipper.run() == 1
    bench.disk.rotate("web")
    assert bench.shipper.run() == 1
    bench.write("two\n")
    assert bench.shipper.run() == 1
    assert bench.lines() == ["one", "crash", "two"]


def test_files_without_anything_in_them():
    bench = Bench()
    for _ in range(3):
        bench.disk.rotate("web")
    bench.write("one\n")
    bench.disk.rotate("web")
    assert bench.shipper.run() == 1
    assert bench.lines() == ["one"]


def test_as_many_lines_as_fit_are_in_a_batch():
    bench = Bench(max_bytes=20)
    bench.write("aaaa\nbbbb\ncccc\ndddd\neeee\nffff\nggggg\nhhh\niiiiii\n")
    bench.shipper.run()
    assert bench.batches == [
        ["aaaa", "bbbb", "cccc", "dddd"],
        ["eeee", "ffff", "ggggg", "hhh"],
        ["iiiiii"],
    ]


def test_a_batch_is_measured_in_bytes():
    bench = Bench(max_bytes=20)
    bench.write("日本語\nログ\n🙂🙂\nabc\n")
    bench.shipper.run()
    assert bench.batches == [["日本語", "ログ"], ["🙂🙂", "abc"]]


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("x" * 19, "x" * 19),
        ("x" * 20, "x" * 13 + " [cut]"),
        ("é" * 9, "é" * 9),
        ("é" * 10, "é" * 6 + " [cut]"),
        ("xé" + "日" * 9, "xé日日日 [cut]"),
        ("🙂" * 5, "🙂🙂🙂 [cut]"),
        ("日" * 700, "日日日日 [cut]"),
    ],
)
def test_a_line_that_is_too_long_keeps_what_fits_of_its_beginning(line, sent):
    bench = Bench(max_bytes=20)
    bench.write(f"{line}\n")
    bench.shipper.run()
    assert bench.batches == [[sent]]


def test_after_a_line_was_cut_the_next_one_is_whole():
    bench = Bench(max_bytes=20)
    bench.write("x" * 1000 + "\n" + "y" * 1000 + "\nshort\n")
    assert bench.shipper.run() == 3
    bench.write("next\n")
    assert bench.shipper.run() == 1
    assert bench.batches == [["x" * 13 + " [cut]"], ["y" * 13 + " [cut]"], ["short"], ["next"]]


def test_an_empty_line_is_a_line_and_an_empty_batch_is_none():
    bench = Bench(max_bytes=20)
    bench.write("\n" + "x" * 1000 + "\n\n\n")
    bench.shipper.run()
    assert bench.batches == [[""], ["x" * 13 + " [cut]"], ["", ""]]


@pytest.mark.parametrize("taken", [0, 1, 2, 3])
def test_after_a_failure_the_first_batch_not_taken_is_next(taken):
    bench = Bench(max_bytes=20)
    bench.write("日本語 one\nsecond line\nthird line\nfourth line\n")
    bench.failures = [None] * taken + [Unreachable()]
    assert bench.shipper.run() == taken
    assert bench.another("web").run() == 4 - taken
    assert bench.lines() == ["日本語 one", "second line", "third line", "fourth line"]


def test_a_failure_ends_the_run():
    bench = Bench(max_bytes=20)
    bench.write("a first line\nsecond line\nthird line\n")
    bench.failures = [Unreachable(), None]
    assert bench.shipper.run() == 0
    assert bench.lines() == []


def test_any_other_error_goes_to_the_caller_and_nothing_taken_is_sent_again():
    bench = Bench(max_bytes=20)
    bench.write("a first line\nsecond line\nthird line\n")
    bench.failures = [None, ZeroDivisionError("a fault")]
    with pytest.raises(ZeroDivisionError):
        bench.shipper.run()
    assert bench.shipper.run() == 2
    assert bench.lines() == ["a first line", "second line", "third line"]


def test_a_failure_between_two_files():
    bench = Bench(max_bytes=20)
    bench.write("before midnight\nunended")
    bench.disk.rotate("web")
    bench.write("after midnight\n")
    bench.failures = [None, None, Unreachable()]
    assert bench.shipper.run() == 2
    assert bench.shipper.run() == 1
    assert bench.lines() == ["before midnight", "unended", "after midnight"]


def test_logs_do_not_mix():
    bench = Bench()
    other = bench.another("mail")
    bench.write("web one\n")
    bench.disk.write("mail", b"mail one\n")
    bench.shipper.run()
    other.run()
    bench.write("web two\n")
    bench.disk.rotate("mail")
    bench.disk.write("mail", b"mail two\n")
    bench.shipper.run()
    other.run()
    assert bench.lines() == ["web one", "mail one", "web two", "mail two"]
