import type { Booking } from "./src/booking.ts";
import { exportLedger } from "./src/export.ts";

function booking(date: string, account: string, text: string, amount: number): Booking {
  return { date, account, text, amount };
}

const lines = (...bookings: Booking[]) => exportLedger(bookings).trimEnd().split("\n");

test("headings, bookings and a total", () => {
  const tyre = booking("2026-03-02", "parts", "Tyre", 1995);
  const work = booking("2026-03-02", "work", "Fitting", 1250);
  expect(exportLedger([tyre, work])).toBe(
    "date;account;text;amount\n" +
      "2026-03-02;parts;Tyre;19,95\n" +
      "2026-03-02;work;Fitting;12,50\n" +
      "Total;;;32,45\n",
  );
});

test("bookings are in the order of their dates", () => {
  const late = booking("2026-03-09", "parts", "Chain", 2400);
  const early = booking("2026-03-02", "parts", "Tyre", 1995);
  expect(lines(late, early).slice(1, 3)).toEqual([
    "2026-03-02;parts;Tyre;19,95",
    "2026-03-09;parts;Chain;24,00",
  ]);
});

test("a text with a semicolon is quoted", () => {
  const [, line] = lines(booking("2026-03-02", "parts", "Tyre; tube", 2500));
  expect(line).toBe('2026-03-02;parts;"Tyre; tube";25,00');
});

test("a quotation mark is doubled", () => {
  const [, line] = lines(booking("2026-03-02", "parts", 'Tyre 28"', 1995));
  expect(line).toBe('2026-03-02;parts;"Tyre 28""";19,95');
});

test("a formula gets an apostrophe", () => {
  const [, line] = lines(booking("2026-03-02", "parts", "=1+1", 500));
  expect(line).toBe("2026-03-02;parts;'=1+1;5,00");
});

test("a refund keeps its sign", () => {
  expect(lines(booking("2026-03-02", "work", "Refund", -1250)).slice(1)).toEqual([
    "2026-03-02;work;Refund;-12,50",
    "Total;;;-12,50",
  ]);
});
