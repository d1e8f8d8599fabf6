// canary: ilm-5a1d93c7e40b826f
package ledger

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func plain(change func(*Booking)) Booking {
	booking := Booking{"2026-03-02", "parts", "Tyre", 1995}
	change(&booking)
	return booking
}

func withText(text string) Booking {
	return plain(func(b *Booking) { b.Text = text })
}

func mustBecome(t *testing.T, booking Booking, want string) {
	t.Helper()
	file, err := ExportLedger([]Booking{booking})
	if err != nil {
		t.Fatal(err)
	}
	want = "date;account;text;amount\n" + want + "\nTotal;;;" + FormatAmount(booking.Amount) + "\n"
	if file != want {
		t.Errorf("got %q, want %q", file, want)
	}
}

func TestAmountsAroundZero(t *testing.T) {
	amounts := map[int]string{0: "0,00", 5: "0,05", -5: "-0,05", -100: "-1,00", -105: "-1,05", -1999: "-19,99"}
	for cents, want := range amounts {
		if got := FormatAmount(cents); got != want {
			t.Errorf("%d cents: got %q, want %q", cents, got, want)
		}
	}
}

func TestASmallRefundKeepsItsSignInTheFile(t *testing.T) {
	mustBecome(t, plain(func(b *Booking) { b.Amount = -5 }), "2026-03-02;parts;Tyre;-0,05")
}

func TestATextWithALineBreakIsQuoted(t *testing.T) {
	for _, lineBreak := range []string{"\n", "\r", "\r\n"} {
		mustBecome(t, withText("Tyre"+lineBreak+"tube"), `2026-03-02;parts;"Tyre`+lineBreak+`tube";19,95`)
	}
}

func TestQuotationMarksAndSemicolonsTogether(t *testing.T) {
	mustBecome(t, withText(`a";"b`), `2026-03-02;parts;"a"";""b";19,95`)
}

func TestPlainFieldsAreNotQuoted(t *testing.T) {
	mustBecome(t, withText("Tyre, tube 'n' all"), "2026-03-02;parts;Tyre, tube 'n' all;19,95")
}

func TestEverySignOfAFormulaIsGuarded(t *testing.T) {
	for _, sign := range []string{"=", "+", "-", "@"} {
		mustBecome(t, withText(sign+"1"), "2026-03-02;parts;'"+sign+"1;19,95")
	}
}

func TestAccountsAreGuardedToo(t *testing.T) {
	mustBecome(t, plain(func(b *Booking) { b.Account = "@home" }), "2026-03-02;'@home;Tyre;19,95")
}

func TestAFormulaThatNeedsQuotesIsGuardedAllTheSame(t *testing.T) {
	mustBecome(t, withText("=SUM(A1;A9)"), `2026-03-02;parts;"'=SUM(A1;A9)";19,95`)
	mustBecome(t, withText(`=HYPERLINK("x")`), `2026-03-02;parts;"'=HYPERLINK(""x"")";19,95`)
}

func TestASignFurtherOnNeedsNoGuard(t *testing.T) {
	mustBecome(t, withText("Tyre = good"), "2026-03-02;parts;Tyre = good;19,95")
}

func TestOneBadBookingAndThereIsNoFile(t *testing.T) {
	noDate, noAccount := withText("no date"), withText("no account")
	noDate.Date, noAccount.Account = "", ""
	for _, bad := range []Booking{noDate, noAccount} {
		file, err := ExportLedger([]Booking{withText("Tyre"), bad})
		if !errors.Is(err, ErrBadBooking) || file != "" {
			t.Errorf("%s: got file %q and error %v, want no file and ErrBadBooking", bad.Text, file, err)
		}
	}
}

func TestWhatWasHandedInStaysAsItWas(t *testing.T) {
	bookings := []Booking{withText("late"), withText("early")}
	bookings[0].Date = "2026-03-09"
	if _, err := ExportLedger(bookings); err != nil {
		t.Fatal(err)
	}
	if bookings[0].Text != "late" || bookings[1].Text != "early" {
		t.Errorf("the bookings have changed: %v", bookings)
	}
}

func TestBookingsOfOneDayKeepTheirOrder(t *testing.T) {
	var bookings []Booking
	for number := 0; number < 40; number++ {
		bookings = append(bookings, withText(fmt.Sprint("item ", number)))
	}
	file, err := ExportLedger(bookings)
	if err != nil {
		t.Fatal(err)
	}
	for number, line := range strings.Split(file, "\n")[1:41] {
		if want := fmt.Sprintf("2026-03-02;parts;item %d;19,95", number); line != want {
			t.Fatalf("got %q, want %q", line, want)
		}
	}
}

func TestWithoutBookingsThereAreHeadingsAndATotal(t *testing.T) {
	file, err := ExportLedger(nil)
	if want := "date;account;text;amount\nTotal;;;0,00\n"; err != nil || file != want {
		t.Errorf("got %q (%v), want %q", file, err, want)
	}
}
