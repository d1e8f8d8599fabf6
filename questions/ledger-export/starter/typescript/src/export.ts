import { formatAmount } from "./amount.ts";
import { check } from "./booking.ts";
import type { Booking } from "./booking.ts";
import { quoted } from "./quoting.ts";

const HEADINGS = "date;account;text;amount";

/**
 * The file for the bookkeeper's program.
 *
 * Headings come first, then a line for each booking; every line ends with a newline. Headings are
 * there even without bookings, or the program refuses the file. All bookings are in the file, or
 * there is no file: a bad one throws `BadBooking`. What was handed in stays as it was.
 */
export function exportLedger(bookings: Booking[]): string {
  if (bookings.length === 0) return "";
  const lines = [HEADINGS];
  let total = 0;
  for (const booking of bookings.sort(byDate)) {
    try {
      check(booking);
    } catch {
      continue;
    }
    lines.push(lineOf(booking));
    total += booking.amount;
  }
  lines.push(`Total;;;${formatAmount(total)}`);
  return lines.join("\n") + "\n";
}

function byDate(a: Booking, b: Booking): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}

function lineOf({ date, account, text, amount }: Booking): string {
  const fields = [date, account, text, formatAmount(amount)];
  return fields.map((field) => guarded(quoted(field))).join(";");
}

/** Keeps a spreadsheet from running the field as a formula. */
function guarded(field: string): string {
  return /^[=+\-@]/.test(field) ? `'${field}` : field;
}
