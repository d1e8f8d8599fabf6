import { OutOfStock } from "./src/errors.ts";
import { takeKit } from "./src/kit.ts";
import { stockReport } from "./src/report.ts";
import { Shelf } from "./src/shelf.ts";

function setUp() {
  const shelf = new Shelf();
  shelf.receive("bolt", "2026-02-02", 10, 20);
  shelf.receive("bolt", "2026-02-09", 10, 25);
  shelf.receive("bolt", "2026-02-16", 10, 30);
  return shelf;
}

test("the report tells what lies on the shelf", () => {
  const shelf = setUp();
  shelf.receive("top", "2026-02-10", 2, 4550);
  expect(stockReport(shelf)).toBe(
    "bolt: 30, oldest of 2026-02-02\ntop: 2, oldest of 2026-02-10\nvalue 98.50",
  );
});

test("the oldest pieces are taken first", () => {
  const shelf = setUp();
  expect(shelf.take("bolt", 4)).toBe(80);
  expect(shelf.batches("bolt").map((batch) => batch.left)).toEqual([6, 10, 10]);
});

test("after all have been taken none is left", () => {
  const shelf = setUp();
  expect(shelf.take("bolt", 30)).toBe(750);
  expect(shelf.onHand("bolt")).toBe(0);
});

test("a kit that is refused leaves the shelf as it was", () => {
  const shelf = setUp();
  shelf.receive("top", "2026-02-10", 1, 4550);
  const lines = [
    { part: "bolt", quantity: 8 },
    { part: "top", quantity: 2 },
  ];
  expect(() => takeKit(shelf, { name: "bench", lines })).toThrow(OutOfStock);
  expect([shelf.onHand("bolt"), shelf.onHand("top")]).toEqual([30, 1]);
});

test("after a count the value is a new one", () => {
  const shelf = setUp();
  expect(shelf.value()).toBe(750);
  expect(shelf.correct("bolt", 28)).toBe(40);
  expect(shelf.value()).toBe(710);
});

test("a delivery entered late is as old as its day", () => {
  const shelf = setUp();
  shelf.receive("bolt", "2026-01-26", 10, 15);
  expect(shelf.take("bolt", 5)).toBe(75);
});
