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
 * A row of places, each taken or free. Taking, freeing and finding cost the logarithm of its length.
 *
 * It is a tree over the row: each node holds the last taken place below it, or -1.
 */
class Places {
  #leaves;
  #last;

  /** @param {number} count */
  constructor(count) {
    this.#leaves = 1;
    while (this.#leaves < count) this.#leaves *= 2;
    this.#last = new Int32Array(2 * this.#leaves).fill(-1);
  }

  /**
   * @param {number} place
   * @param {boolean} taken
   */
  set(place, taken) {
    const last = this.#last;
    let node = this.#leaves + place;
    last[node] = taken ? place : -1;
    while (node > 1) {
      node >>= 1;
      last[node] = Math.max(last[2 * node], last[2 * node + 1]);
    }
  }

  /**
   * The last taken place that is not behind `place`; -1 if there is none.
   *
   * @param {number} place
   * @returns {number}
   */
  lastTaken(place) {
    let node = this.#leaves + place;
    let found = this.#last[node];
    for (; found < 0 && node > 1; node >>= 1) {
      if (node % 2 === 1) found = this.#last[node - 1];
    }
    return found;
  }
}

/**
 * The answers in the order of the questions: a price in cents, or `null` for no price.
 *
 * @param {readonly Line[]} book
 * @param {readonly Question[]} questions
 * @returns {(number | null)[]}
 */
export function pricesAsNoted(book, questions) {
  const starts = [...new Set(book.map((line) => line.starts))].sort((a, b) => a - b);
  const placeOf = new Map(starts.map((start, place) => [start, place]));
  /** @type {(number | null)[]} */
  const prices = starts.map(() => null);
  const inForce = new Places(starts.length);

  const lines = [...book].sort((a, b) => a.noted - b.noted);
  const order = [...questions.keys()].sort((a, b) => questions[a].asked - questions[b].asked);
  let read = 0;
  /** @type {(number | null)[]} */
  const answers = questions.map(() => null);
  for (const index of order) {
    const { asked, day } = questions[index];
    for (; read < lines.length && lines[read].noted <= asked; read += 1) {
      const { starts: start, price } = lines[read];
      const place = placeOf.get(start);
      prices[place] = price;
      inForce.set(place, price !== null);
    }
    const begun = countUpTo(starts, day);
    const place = begun > 0 ? inForce.lastTaken(begun - 1) : -1;
    if (place >= 0) answers[index] = prices[place];
  }
  return answers;
}

/**
 * How many of the sorted `days` are on or before `day`.
 *
 * @param {readonly number[]} days
 * @param {number} day
 * @returns {number}
 */
function countUpTo(days, day) {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
