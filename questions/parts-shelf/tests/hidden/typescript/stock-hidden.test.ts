// canary: ilm-1363de91113f95c3
import { OutOfStock, UnknownPart } from "./src/errors.ts";
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

const batches = (shelf: Shelf, part: string) =>
  shelf.batches(part).map(({ day, left, unitCost }) => [day, left, unitCost]);

const kit = (...lines: [string, number][]) => ({
  name: "kit",
  lines: lines.map(([part, quantity]) => ({ part, quantity })),
});

test("pieces are taken from as many batches as it needs", () => {
  const shelf = setUp();
  expect(shelf.take("bolt", 12)).toBe(250);
  expect(batches(shelf, "bolt")).toEqual([
    ["2026-02-09", 8, 25],
    ["2026-02-16", 10, 30],
  ]);
  expect(shelf.take("bolt", 13)).toBe(350);
  expect(batches(shelf, "bolt")).toEqual([["2026-02-16", 5, 30]]);
});

test("two batches used up exactly are gone", () => {
  const shelf = setUp();
  expect(shelf.take("bolt", 20)).toBe(450);
  expect(batches(shelf, "bolt")).toEqual([["2026-02-16", 10, 30]]);
  expect(stockReport(shelf)).toBe("bolt: 10, oldest of 2026-02-16\nvalue 3.00");
});

test("a part that is used up stays known", () => {
  const shelf = setUp();
  shelf.take("bolt", 30);
  expect(stockReport(shelf)).toBe("bolt: none\nvalue 0.00");
  expect(() => shelf.take("bolt", 1)).toThrow(OutOfStock);
});

test("batches that look alike are taken one by one", () => {
  const shelf = new Shelf();
  for (let count = 0; count < 4; count += 1) shelf.receive("nut", "2026-02-02", 5, 3);
  expect(shelf.take("nut", 12)).toBe(36);
  expect(batches(shelf, "nut")).toEqual([
    ["2026-02-02", 3, 3],
    ["2026-02-02", 5, 3],
  ]);
});

test("what a count finds missing goes through all batches", () => {
  const shelf = setUp();
  expect(shelf.correct("bolt", 3)).toBe(660);
  expect(batches(shelf, "bolt")).toEqual([["2026-02-16", 3, 30]]);
  expect(shelf.correct("bolt", 3)).toBe(0);
  expect(shelf.correct("bolt", 0)).toBe(90);
  expect(batches(shelf, "bolt")).toEqual([]);
});

test("a recall takes all batches of the day", () => {
  const shelf = new Shelf();
  shelf.receive("nut", "2026-02-02", 5, 3);
  for (const quantity of [1, 2, 3, 4]) shelf.receive("nut", "2026-02-03", quantity, 10);
  shelf.receive("nut", "2026-02-04", 6, 4);
  expect(shelf.recall("nut", "2026-02-03")).toBe(100);
  expect(batches(shelf, "nut")).toEqual([
    ["2026-02-02", 5, 3],
    ["2026-02-04", 6, 4],
  ]);
  expect(shelf.recall("nut", "2026-02-03")).toBe(0);
  expect(() => shelf.recall("washer", "2026-02-03")).toThrow(UnknownPart);
});

test("the value is always the one of this moment", () => {
  const shelf = setUp();
  expect(shelf.value()).toBe(750);
  shelf.recall("bolt", "2026-02-09");
  expect(shelf.value()).toBe(500);
  shelf.correct("bolt", 15);
  expect(shelf.value()).toBe(400);
  shelf.take("bolt", 1);
  expect(shelf.value()).toBe(380);
  shelf.receive("nut", "2026-02-20", 2, 5);
  expect(shelf.value()).toBe(390);
  takeKit(shelf, kit(["bolt", 4], ["nut", 1]));
  expect(shelf.value()).toBe(305);
  shelf.recall("nut", "2026-02-20");
  expect(stockReport(shelf)).toBe("bolt: 10, oldest of 2026-02-16\nnut: none\nvalue 3.00");
});

test("a late delivery takes its place among the others", () => {
  const shelf = setUp();
  shelf.receive("bolt", "2026-02-12", 10, 40);
  shelf.receive("bolt", "2026-01-05", 10, 15);
  expect(shelf.batches("bolt").map((batch) => batch.day)).toEqual([
    "2026-01-05",
    "2026-02-02",
    "2026-02-09",
    "2026-02-12",
    "2026-02-16",
  ]);
  expect(shelf.take("bolt", 35)).toBe(150 + 200 + 250 + 200);
  expect(stockReport(shelf)).toBe("bolt: 15, oldest of 2026-02-12\nvalue 5.00");
});

test("of two deliveries on one day the one entered first is older", () => {
  const shelf = setUp();
  shelf.receive("bolt", "2026-02-09", 1, 90);
  shelf.receive("bolt", "2026-02-02", 2, 80);
  shelf.receive("bolt", "2026-02-09", 3, 70);
  expect(shelf.batches("bolt").map((batch) => batch.left)).toEqual([10, 2, 10, 1, 3, 10]);
});

test("a part in several lines is needed several times", () => {
  const shelf = setUp();
  expect(() => takeKit(shelf, kit(["bolt", 16], ["bolt", 15]))).toThrow(OutOfStock);
  expect(batches(shelf, "bolt")).toEqual([
    ["2026-02-02", 10, 20],
    ["2026-02-09", 10, 25],
    ["2026-02-16", 10, 30],
  ]);
  expect(takeKit(shelf, kit(["bolt", 16], ["bolt", 14]))).toBe(750);
});

test("several kits are taken whole or not at all", () => {
  const shelf = setUp();
  shelf.receive("top", "2026-02-10", 3, 1000);
  const bench = kit(["bolt", 8], ["top", 1]);
  expect(() => takeKit(shelf, bench, 4)).toThrow(OutOfStock);
  expect([shelf.onHand("bolt"), shelf.onHand("top"), shelf.value()]).toEqual([30, 3, 3750]);
  expect(takeKit(shelf, bench, 3)).toBe(200 + 250 + 120 + 3000);
  expect([shelf.onHand("bolt"), shelf.onHand("top")]).toEqual([6, 0]);
});

test("a kit with an unknown part takes nothing", () => {
  const shelf = setUp();
  expect(() => takeKit(shelf, kit(["bolt", 8], ["screw", 1]))).toThrow(UnknownPart);
  expect([shelf.onHand("bolt"), shelf.value()]).toEqual([30, 750]);
  expect(shelf.parts()).toEqual(["bolt"]);
});

test("a refused kit leaves every batch as it was", () => {
  const shelf = setUp();
  shelf.take("bolt", 4);
  shelf.receive("top", "2026-02-10", 1, 4550);
  expect(() => takeKit(shelf, kit(["bolt", 25], ["top", 2]))).toThrow(OutOfStock);
  expect(batches(shelf, "bolt")).toEqual([
    ["2026-02-02", 6, 20],
    ["2026-02-09", 10, 25],
    ["2026-02-16", 10, 30],
  ]);
});
