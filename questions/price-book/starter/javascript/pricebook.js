/**
 * One line of the book. Days are whole numbers, prices cents; without a price it withdraws what was
 * noted for this start.
 * @typedef {{ noted: number, starts: number, price: number | null }} Line
 */

/**
 * What did the book say on the day `asked` about the price on the day `day`?
 * @typedef {{ asked: number, day: number }} Question
 */

/**
 * The answers in the order of the questions: a price in cents, or `null` for no price.
 *
 * @param {readonly Line[]} book
 * @param {readonly Question[]} questions
 * @returns {(number | null)[]}
 */
export function pricesAsNoted(book, questions) {
  return [];
}
