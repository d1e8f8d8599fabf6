// canary: ilm-c85e13fa07b94d26
import { Group } from "./src/group.js";
import { STANDARD_LABELS, UnknownLabel } from "./src/labels.js";
import { split } from "./src/money.js";
import { pageOf } from "./src/paging.js";
import { statement } from "./src/statement.js";

const numbers = (count) => Array.from({ length: count }, (_, index) => index);

test("shares differ by at most a cent", () => {
  expect(split(1001, 4)).toEqual([251, 250, 250, 250]);
  expect(split(1002, 4)).toEqual([251, 251, 250, 250]);
  expect(split(1003, 4)).toEqual([251, 251, 251, 250]);
});

test("fewer cents than people", () => {
  expect(split(2, 3)).toEqual([1, 1, 0]);
});

test("a large amount is split exactly", () => {
  expect(split(9_007_199_254_740_991, 2)).toEqual([4_503_599_627_370_496, 4_503_599_627_370_495]);
});

test("a refund is split as the expense it undoes", () => {
  expect(split(-1000, 3)).toEqual([-334, -333, -333]);
});

test("an expense and its refund leave nothing", () => {
  const people = ["Ada", "Ben", "Cleo"];
  const flat = new Group("Flat 12", people);
  for (const amount of [1000, -1000]) {
    flat.add({ date: "2026-03-01", paidBy: "Ben", amount, sharedBy: people, label: "food" });
  }
  expect(flat.balances()).toEqual({ Ada: 0, Ben: 0, Cleo: 0 });
});

test.each([
  [1, 1],
  [4, 1],
  [5, 1],
  [6, 2],
  [9, 2],
  [10, 2],
  [11, 3],
])("%i items need %i pages of five", (count, pages) => {
  expect(pageOf(numbers(count), 1, 5).pages).toBe(pages);
});

test("the last page holds the rest", () => {
  expect(pageOf(numbers(11), 3, 5)).toEqual({ items: [10], number: 3, pages: 3 });
});

test("there is no page after the last", () => {
  expect(() => pageOf(numbers(10), 3, 5)).toThrow(RangeError);
});

test("an empty group has one empty page", () => {
  expect(statement(new Group("New", ["Ada"]))).toBe("New, page 1 of 1");
});

test("labels given to a group are not changed", () => {
  const given = ["fuel"];
  const car = new Group("Car", ["Ada"], given);
  const van = new Group("Van", ["Ada"], given);
  car.addLabel("Toll ");
  expect(car.labels()).toEqual(["fuel", "toll"]);
  expect(van.labels()).toEqual(["fuel"]);
  expect(given).toEqual(["fuel"]);
});

test("the standard labels never change", () => {
  const pets = { date: "2026-03-01", paidBy: "Ada", amount: 100, sharedBy: ["Ada"], label: "pets" };
  const flat = new Group("Flat 12", ["Ada"]);
  flat.addLabel("pets");
  flat.add(pets);
  expect(STANDARD_LABELS).toEqual(["food", "household", "rent"]);
  expect(() => new Group("Other", ["Ada"]).add(pets)).toThrow(UnknownLabel);
});
