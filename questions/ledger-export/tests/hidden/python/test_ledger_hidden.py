# canary: ilm-5a1d93c7e40b826f
import pytest

from ledger.amount import format_amount
from ledger.booking import BadBooking, Booking
from ledger.export import export_ledger


def booking(text: str = "Tyre", amount: int = 1995, account: str = "parts", date: str = "2026-03-02"):
    return Booking(date, account, text, amount)


def first_line(one: Booking) -> str:
    return export_ledger([one]).removeprefix("date;account;text;amount\n").removesuffix(
        f"\nTotal;;;{format_amount(one.amount)}\n"
    )


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0, "0,00"), (5, "0,05"), (-5, "-0,05"), (-100, "-1,00"), (-105, "-1,05"), (-1999, "-19,99")],
)
def test_amounts_around_zero(cents: int, text: str):
    assert format_amount(cents) == text


def test_a_small_refund_keeps_its_sign_in_the_file():
    assert first_line(booking(amount=-5)) == "2026-03-02;parts;Tyre;-0,05"


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n"])
def test_a_text_with_a_line_break_is_quoted(line_break: str):
    assert first_line(booking(f"Tyre{line_break}tube")) == f'2026-03-02;parts;"Tyre{line_break}tube";19,95'


def test_quotation_marks_and_semicolons_together():
    assert first_line(booking('a";"b')) == '2026-03-02;parts;"a"";""b";19,95'


def test_plain_fields_are_not_quoted():
    assert first_line(booking("Tyre, tube 'n' all")) == "2026-03-02;parts;Tyre, tube 'n' all;19,95"


@pytest.mark.parametrize("sign", "=+-@")
def test_every_sign_of_a_formula_is_guarded(sign: str):
    assert first_line(booking(f"{sign}1")) == f"2026-03-02;parts;'{sign}1;19,95"


def test_accounts_are_guarded_too():
    assert first_line(booking(account="@home")) == "2026-03-02;'@home;Tyre;19,95"


def test_a_formula_that_needs_quotes_is_guarded_all_the_same():
    assert first_line(booking("=SUM(A1;A9)")) == "2026-03-02;parts;\"'=SUM(A1;A9)\";19,95"
    assert first_line(booking('=HYPERLINK("x")')) == (
        '2026-03-02;parts;"\'=HYPERLINK(""x"")";19,95'
    )


def test_a_sign_further_on_needs_no_guard():
    assert first_line(booking("Tyre = good")) == "2026-03-02;parts;Tyre = good;19,95"


@pytest.mark.parametrize("bad", [booking(date=""), booking(account="")])
def test_one_bad_booking_and_there_is_no_file(bad: Booking):
    with pytest.raises(BadBooking):
        export_ledger([booking(), bad])


def test_what_was_handed_in_stays_as_it_was():
    bookings = [booking(date="2026-03-09"), booking(date="2026-03-02")]
    export_ledger(bookings)
    assert [one.date for one in bookings] == ["2026-03-09", "2026-03-02"]


def test_bookings_of_one_day_keep_their_order():
    bookings = [booking(f"item {number}", date="2026-03-05") for number in range(40)]
    texts = [line.split(";")[2] for line in export_ledger(bookings).splitlines()[1:-1]]
    assert texts == [f"item {number}" for number in range(40)]


def test_without_bookings_there_are_headings_and_a_total():
    assert export_ledger([]) == "date;account;text;amount\nTotal;;;0,00\n"
