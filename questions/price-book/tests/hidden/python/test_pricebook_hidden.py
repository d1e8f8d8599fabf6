# canary: ilm-9e500eebed2e8c5f
from pricebook import Line, Question, prices_as_noted


def ask(book: list[Line], *questions: tuple[int, int]) -> list[int | None]:
    return prices_as_noted(book, [Question(asked, day) for asked, day in questions])


def test_without_lines_or_questions():
    assert ask([], (1, 1), (2, 2)) == [None, None]
    assert ask([Line(1, 1, 5)]) == []


def test_under_a_withdrawn_price_the_earlier_start_holds_again():
    book = [Line(1, 10, 500), Line(2, 20, 600), Line(3, 30, 700), Line(4, 20, None), Line(5, 30, None)]
    assert ask(book, (3, 25), (4, 25), (4, 35), (5, 35), (5, 20)) == [600, 500, 700, 500, 500]


def test_a_withdrawn_price_can_be_noted_again():
    book = [Line(1, 10, 500), Line(2, 20, 600), Line(3, 20, None), Line(4, 20, 650)]
    assert ask(book, (2, 20), (3, 20), (4, 20)) == [600, 500, 650]


def test_withdrawing_what_was_never_noted_changes_nothing():
    book = [Line(1, 10, 500), Line(1, 20, None)]
    assert ask(book, (1, 25), (1, 5)) == [500, None]


def test_on_one_day_the_line_further_down_counts():
    book = [
        Line(2, 10, 520),
        Line(1, 10, 500),
        Line(2, 10, 540),
        Line(2, 20, None),
        Line(2, 20, 600),
        Line(2, 30, 700),
        Line(2, 30, None),
    ]
    assert ask(book, (1, 10), (2, 10), (2, 20), (2, 30)) == [500, 540, 600, 600]


def test_a_start_noted_later_does_not_reach_further_back():
    book = [Line(1, 20, 600), Line(5, 10, 500)]
    assert ask(book, (5, 25), (5, 15), (1, 15), (5, 9)) == [600, 500, None, None]


def test_a_price_of_zero_is_a_price():
    book = [Line(1, 0, 300), Line(1, 10, 0), Line(3, 10, None)]
    assert ask(book, (2, 10), (3, 10)) == [0, 300]


def test_answers_come_in_the_order_of_the_questions():
    book = [Line(noted, noted, noted * 100) for noted in (9, 100, 20)]
    assert ask(book, (100, 100), (9, 100), (100, 9), (20, 1000), (9, 8), (100, 100)) == [
        10_000,
        900,
        900,
        2_000,
        None,
        10_000,
    ]


def test_what_was_handed_in_is_left_as_it_was():
    book = [Line(9, 10, 450), Line(1, 30, 500), Line(5, 20, None)]
    questions = [Question(9, 12), Question(2, 40)]
    before = list(book), list(questions)
    prices_as_noted(book, questions)
    assert (book, questions) == before


def test_many_small_books():
    """Every book of a kind is compared with the plainest way to find the answer."""
    state = 7
    for _ in range(60):
        numbers: list[int] = []
        for _ in range(90):
            state = (state * 1_103_515_245 + 12_345) % 2**31
            numbers.append((state >> 16) % 12)
        rows = zip(numbers[:20], numbers[20:40], numbers[40:60])
        lines = [Line(noted, starts, None if cents < 4 else cents) for noted, starts, cents in rows]
        asked = [Question(on, day) for on, day in zip(numbers[60:75], numbers[75:90])]
        expected = []
        for question in asked:
            known = [line for line in lines if line.noted <= question.asked]
            known.sort(key=lambda line: line.noted)
            latest = {line.starts: line.price for line in known if line.starts <= question.day}
            held = {start: price for start, price in latest.items() if price is not None}
            expected.append(held[max(held)] if held else None)
        assert prices_as_noted(lines, asked) == expected


class CountedLine(Line):
    """A line that counts how often it is looked at, over the whole book."""

    reads = 0

    def __getattribute__(self, name: str) -> object:
        if name in ("noted", "starts", "price"):
            CountedLine.reads += 1
            if CountedLine.reads > 3_000_000:
                raise AssertionError("more than 100 looks at each line: the work grows faster than the book")
        return super().__getattribute__(name)


def test_a_long_book_is_not_read_again_for_each_question():
    """Prices are noted one start after the other, and then withdrawn from the last to the first."""
    starts = 15_000
    CountedLine.reads = 0
    book = [CountedLine(start, start, start + 1) for start in range(starts)]
    book += [CountedLine(2 * starts - start, start, None) for start in reversed(range(starts))]
    questions = [Question(asked, 3 * starts) for asked in range(2 * starts)]
    rising = list(range(1, starts + 1))
    falling = [starts, *range(starts - 1, 0, -1)]
    assert prices_as_noted(book, questions) == rising + falling
