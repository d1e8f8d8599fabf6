from pricebook import Line, Question, prices_as_noted


def ask(book: list[Line], *questions: tuple[int, int]) -> list[int | None]:
    return prices_as_noted(book, [Question(asked, day) for asked, day in questions])


def test_a_price_holds_from_its_start():
    book = [Line(noted=1, starts=10, price=500)]
    assert ask(book, (5, 9), (5, 10), (5, 99)) == [None, 500, 500]


def test_nobody_knew_a_line_before_it_was_noted():
    book = [Line(noted=3, starts=1, price=500)]
    assert ask(book, (2, 5), (3, 5)) == [None, 500]


def test_a_later_start_takes_over():
    book = [Line(noted=1, starts=10, price=500), Line(noted=2, starts=20, price=600)]
    assert ask(book, (5, 19), (5, 20), (1, 20)) == [500, 600, 500]


def test_a_correction_counts_from_the_day_it_was_noted():
    book = [Line(noted=1, starts=10, price=500), Line(noted=4, starts=10, price=450)]
    assert ask(book, (3, 10), (4, 10)) == [500, 450]


def test_a_price_can_be_withdrawn():
    book = [Line(noted=1, starts=10, price=500), Line(noted=4, starts=10, price=None)]
    assert ask(book, (3, 10), (4, 10)) == [500, None]


def test_the_book_may_be_in_any_order():
    book = [Line(noted=4, starts=10, price=450), Line(noted=1, starts=10, price=500)]
    assert ask(book, (9, 12), (2, 12)) == [450, 500]
