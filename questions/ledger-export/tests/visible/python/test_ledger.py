from ledger.booking import Booking
from ledger.export import export_ledger


def lines(*bookings: Booking) -> list[str]:
    return export_ledger(list(bookings)).splitlines()


def test_headings_bookings_and_a_total():
    tyre = Booking("2026-03-02", "parts", "Tyre", 1995)
    work = Booking("2026-03-02", "work", "Fitting", 1250)
    assert export_ledger([tyre, work]) == (
        "date;account;text;amount\n"
        "2026-03-02;parts;Tyre;19,95\n"
        "2026-03-02;work;Fitting;12,50\n"
        "Total;;;32,45\n"
    )


def test_bookings_are_in_the_order_of_their_dates():
    late = Booking("2026-03-09", "parts", "Chain", 2400)
    early = Booking("2026-03-02", "parts", "Tyre", 1995)
    assert lines(late, early)[1:3] == ["2026-03-02;parts;Tyre;19,95", "2026-03-09;parts;Chain;24,00"]


def test_a_text_with_a_semicolon_is_quoted():
    assert lines(Booking("2026-03-02", "parts", "Tyre; tube", 2500))[1] == (
        '2026-03-02;parts;"Tyre; tube";25,00'
    )


def test_a_quotation_mark_is_doubled():
    assert lines(Booking("2026-03-02", "parts", 'Tyre 28"', 1995))[1] == (
        '2026-03-02;parts;"Tyre 28""";19,95'
    )


def test_a_formula_gets_an_apostrophe():
    assert lines(Booking("2026-03-02", "parts", "=1+1", 500))[1] == "2026-03-02;parts;'=1+1;5,00"


def test_a_refund_keeps_its_sign():
    assert lines(Booking("2026-03-02", "work", "Refund", -1250))[1:] == [
        "2026-03-02;work;Refund;-12,50",
        "Total;;;-12,50",
    ]
