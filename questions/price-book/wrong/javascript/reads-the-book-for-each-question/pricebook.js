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
 * Right, but it reads the whole book for each question.
 *
 * @param {readonly Line[]} book
 * @param {readonly Question[]} questions
 * @returns {(number | null)[]}
 */
export function pricesAsNoted(book, questions) {
  const lines = [...book].sort((a, b) => a.noted - b.noted);
  return questions.map((question) => answer(lines, question));
}

/**
 * @param {readonly Line[]} lines
 * @param {Question} question
 */
function answer(lines, { asked, day }) {
  const prices = new Map();
  for (const { noted, starts, price } of lines) {
    if (noted <= asked && starts <= day) prices.set(starts, price);
  }
  const inForce = [...prices].filter(([, price]) => price !== null);
  const [latest] = inForce.sort(([a], [b]) => b - a);
  return latest ? latest[1] : null;
}
