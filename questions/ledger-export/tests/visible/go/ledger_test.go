package ledger

import (
	"strings"
	"testing"
)

func export(t *testing.T, bookings ...Booking) string {
	t.Helper()
	file, err := ExportLedger(bookings)
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	return file
}

func expectLines(t *testing.T, file string, want ...string) {
	t.Helper()
	got := strings.Split(strings.TrimSuffix(file, "\n"), "\n")[1:]
	for i, line := range want {
		if i >= len(got) || got[i] != line {
			t.Fatalf("got lines %q, want them to begin with %q", got, want)
		}
	}
}

func TestHeadingsBookingsAndATotal(t *testing.T) {
	file := export(t, Booking{"2026-03-02", "parts", "Tyre", 1995}, Booking{"2026-03-02", "work", "Fitting", 1250})
	want := "date;account;text;amount\n" +
		"2026-03-02;parts;Tyre;19,95\n" +
		"2026-03-02;work;Fitting;12,50\n" +
		"Total;;;32,45\n"
	if file != want {
		t.Errorf("got %q, want %q", file, want)
	}
}

func TestBookingsAreInTheOrderOfTheirDates(t *testing.T) {
	file := export(t, Booking{"2026-03-09", "parts", "Chain", 2400}, Booking{"2026-03-02", "parts", "Tyre", 1995})
	expectLines(t, file, "2026-03-02;parts;Tyre;19,95", "2026-03-09;parts;Chain;24,00")
}

func TestATextWithASemicolonIsQuoted(t *testing.T) {
	file := export(t, Booking{"2026-03-02", "parts", "Tyre; tube", 2500})
	expectLines(t, file, `2026-03-02;parts;"Tyre; tube";25,00`)
}

func TestAQuotationMarkIsDoubled(t *testing.T) {
	file := export(t, Booking{"2026-03-02", "parts", `Tyre 28"`, 1995})
	expectLines(t, file, `2026-03-02;parts;"Tyre 28""";19,95`)
}

func TestAFormulaGetsAnApostrophe(t *testing.T) {
	file := export(t, Booking{"2026-03-02", "parts", "=1+1", 500})
	expectLines(t, file, "2026-03-02;parts;'=1+1;5,00")
}

func TestARefundKeepsItsSign(t *testing.T) {
	file := export(t, Booking{"2026-03-02", "work", "Refund", -1250})
	expectLines(t, file, "2026-03-02;work;Refund;-12,50", "Total;;;-12,50")
}
