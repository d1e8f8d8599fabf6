import { pricesAsNoted } from "./pricebook.js";

/** Lines as `[noted, starts, price]`, questions as `[asked, day]`. */
function ask(rows, ...asked) {
  const book = rows.map(([noted, starts, price]) => ({ noted, starts, price }));
  const questions = asked.map(([on, day]) => ({ asked: on, day }));
  return pricesAsNoted(book, questions);
}

test("a price holds from its start", () => {
  expect(ask([[1, 10, 500]], [5, 9], [5, 10], [5, 99])).toEqual([null, 500, 500]);
});

test("nobody knew a line before it was noted", () => {
  expect(ask([[3, 1, 500]], [2, 5], [3, 5])).toEqual([null, 500]);
});

test("a later start takes over", () => {
  expect(
    ask(
      [
        [1, 10, 500],
        [2, 20, 600],
      ],
      [5, 19],
      [5, 20],
      [1, 20],
    ),
  ).toEqual([500, 600, 500]);
});

test("a correction counts from the day it was noted", () => {
  expect(
    ask(
      [
        [1, 10, 500],
        [4, 10, 450],
      ],
      [3, 10],
      [4, 10],
    ),
  ).toEqual([500, 450]);
});

test("a price can be withdrawn", () => {
  expect(
    ask(
      [
        [1, 10, 500],
        [4, 10, null],
      ],
      [3, 10],
      [4, 10],
    ),
  ).toEqual([500, null]);
});

test("the book may be in any order", () => {
  expect(
    ask(
      [
        [4, 10, 450],
        [1, 10, 500],
      ],
      [9, 12],
      [2, 12],
    ),
  ).toEqual([450, 500]);
});
