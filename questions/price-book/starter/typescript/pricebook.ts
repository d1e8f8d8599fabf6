/** One line of the book. Days are whole numbers; without a price it withdraws what was noted for this start. */
export interface Line {
  noted: number;
  starts: number;
  /** In cents. */
  price: number | null;
}

/** What did the book say on the day `asked` about the price on the day `day`? */
export interface Question {
  asked: number;
  day: number;
}

/** The answers in the order of the questions: a price in cents, or `null` for no price. */
export function pricesAsNoted(
  book: readonly Line[],
  questions: readonly Question[],
): (number | null)[] {
  return [];
}
