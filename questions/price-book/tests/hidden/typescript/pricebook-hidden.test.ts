// canary: ilm-9e500eebed2e8c5f
import { pricesAsNoted } from "./pricebook.ts";

type Row = [noted: number, starts: number, price: number | null];

const bookOf = (rows: Row[]) => rows.map(([noted, starts, price]) => ({ noted, starts, price }));

/** Lines as `[noted, starts, price]`, questions as `[asked, day]`. */
function ask(rows: Row[], ...asked: [number, number][]) {
  const questions = asked.map(([on, day]) => ({ asked: on, day }));
  return pricesAsNoted(bookOf(rows), questions);
}

test("without lines or questions", () => {
  expect(ask([], [1, 1], [2, 2])).toEqual([null, null]);
  expect(ask([[1, 1, 5]])).toEqual([]);
});

test("under a withdrawn price the earlier start holds again", () => {
  const book: Row[] = [
    [1, 10, 500],
    [2, 20, 600],
    [3, 30, 700],
    [4, 20, null],
    [5, 30, null],
  ];
  expect(ask(book, [3, 25], [4, 25], [4, 35], [5, 35], [5, 20])).toEqual([600, 500, 700, 500, 500]);
});

test("a withdrawn price can be noted again", () => {
  const book: Row[] = [
    [1, 10, 500],
    [2, 20, 600],
    [3, 20, null],
    [4, 20, 650],
  ];
  expect(ask(book, [2, 20], [3, 20], [4, 20])).toEqual([600, 500, 650]);
});

test("withdrawing what was never noted changes nothing", () => {
  expect(
    ask(
      [
        [1, 10, 500],
        [1, 20, null],
      ],
      [1, 25],
      [1, 5],
    ),
  ).toEqual([500, null]);
});

test("on one day the line further down counts", () => {
  const book: Row[] = [
    [2, 10, 520],
    [1, 10, 500],
    [2, 10, 540],
    [2, 20, null],
    [2, 20, 600],
    [2, 30, 700],
    [2, 30, null],
  ];
  expect(ask(book, [1, 10], [2, 10], [2, 20], [2, 30])).toEqual([500, 540, 600, 600]);
});

test("a start noted later does not reach further back", () => {
  const book: Row[] = [
    [1, 20, 600],
    [5, 10, 500],
  ];
  expect(ask(book, [5, 25], [5, 15], [1, 15], [5, 9])).toEqual([600, 500, null, null]);
});

test("a price of zero is a price", () => {
  const book: Row[] = [
    [1, 0, 300],
    [1, 10, 0],
    [3, 10, null],
  ];
  expect(ask(book, [2, 10], [3, 10])).toEqual([0, 300]);
});

test("answers come in the order of the questions", () => {
  const book: Row[] = [
    [9, 9, 900],
    [100, 100, 10_000],
    [20, 20, 2_000],
  ];
  const answers = ask(book, [100, 100], [9, 100], [100, 9], [20, 1000], [9, 8], [100, 100]);
  expect(answers).toEqual([10_000, 900, 900, 2_000, null, 10_000]);
});

test("what was handed in is left as it was", () => {
  const book = bookOf([
    [9, 10, 450],
    [1, 30, 500],
    [5, 20, null],
  ]);
  const questions = [
    { asked: 9, day: 12 },
    { asked: 2, day: 40 },
  ];
  const before = structuredClone([book, questions]);
  pricesAsNoted(book, questions);
  expect([book, questions]).toEqual(before);
});

test("many small books, each compared with the plainest way to find the answer", () => {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 16) % 12;
  };
  for (let round = 0; round < 60; round += 1) {
    const book = Array.from({ length: 20 }, () => {
      const [noted, starts, cents] = [next(), next(), next()];
      return { noted, starts, price: cents < 4 ? null : cents };
    });
    const questions = Array.from({ length: 15 }, () => ({ asked: next(), day: next() }));
    const expected = questions.map(({ asked, day }) => {
      const known = book.filter((line) => line.noted <= asked).sort((a, b) => a.noted - b.noted);
      const prices = new Map(known.map(({ starts, price }) => [starts, price]));
      const held = [...prices].filter(([starts, price]) => starts <= day && price !== null);
      return held.sort(([a], [b]) => b - a)[0]?.[1] ?? null;
    });
    expect(pricesAsNoted(book, questions)).toEqual(expected);
  }
});

// Prices are noted one start after the other, and then withdrawn from the last to the first.
test("a long book is not read again for each question", () => {
  const starts = 20_000;
  let reads = 0;
  const look = () => {
    reads += 1;
    if (reads > 400 * starts) {
      throw new Error("more than 200 looks at each line: the work grows faster than the book");
    }
  };
  const line = (noted: number, start: number, price: number | null) => ({
    get noted() {
      look();
      return noted;
    },
    get starts() {
      look();
      return start;
    },
    get price() {
      look();
      return price;
    },
  });
  const rising = Array.from({ length: starts }, (_, start) => start);
  const falling = rising.toReversed();
  const book = [
    ...rising.map((start) => line(start, start, start + 1)),
    ...falling.map((start) => line(2 * starts - start, start, null)),
  ];
  const questions = Array.from({ length: 2 * starts }, (_, asked) => ({ asked, day: 3 * starts }));
  const expected = [...rising.map((start) => start + 1), starts, ...falling.slice(0, -1)];
  const answers = pricesAsNoted(book, questions);
  expect(answers.length).toBe(expected.length);
  expect(answers.findIndex((answer, index) => answer !== expected[index])).toBe(-1);
});
