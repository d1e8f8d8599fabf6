import { formatAmount } from "./amount.js";
import { check } from "./booking.js";
import { quoted } from "./quoting.js";

/** @typedef {import("./booking.js").Booking} Booking */

const HEADINGS = "date;account;text;amount";

/**
 * The file for the bookkeeper's program.
 *
 * Headings come first, then a line for each booking; every line ends with a newline. Headings are
 * there even without bookings, or the program refuses the file. All bookings are in the file, or
 * there is no file: a bad one throws `BadBooking`. What was handed in stays as it was.
 *
 * @param {readonly Booking[]} bookings
 * @returns {string}
 */
export function exportLedger(bookings) {
  const lines = [HEADINGS];
  let total = 0;
  for (const booking of [...bookings].sort(byDate)) {
    check(booking);
    lines.push(lineOf(booking));
    total += booking.amount;
  }
  lines.push(`Total;;;${formatAmount(total)}`);
  return lines.join("\n") + "\n";
}

/**
 * @param {Booking} a
 * @param {Booking} b
 * @returns {number}
 */
function byDate(a, b) {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}

/**
 * @param {Booking} options
 * @returns {string}
 */
function lineOf({ date, account, text, amount }) {
  const fields = [date, guarded(account), guarded(text), formatAmount(amount)];
  return fields.map((field) => quoted(field)).join(";");
}

/**
 * Keeps a spreadsheet from running the field as a formula.
 *
 * @param {string} field
 * @returns {string}
 */
function guarded(field) {
  return /^[=+\-@]/.test(field) ? `'${field}` : field;
}
