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

/** Right, but it reads the whole book for each question. */
export function pricesAsNoted(
  book: readonly Line[],
  questions: readonly Question[],
): (number | null)[] {
  const lines = [...book].sort((a, b) => a.noted - b.noted);
  return questions.map((question) => answer(lines, question));
}

function answer(lines: readonly Line[], { asked, day }: Question) {
  const prices = new Map<number, number | null>();
  for (const { noted, starts, price } of lines) {
    if (noted <= asked && starts <= day) prices.set(starts, price);
  }
  const inForce = [...prices].filter(([, price]) => price !== null);
  const [latest] = inForce.sort(([a], [b]) => b - a);
  return latest ? latest[1] : null;
}
