import { findStorms } from "./storms.ts";

const log = (...entries: [number, string][]) => entries.map(([at, service]) => ({ at, service }));

test("a quiet log has no storms", () => {
  expect(findStorms(log([0, "api"], [100, "db"]), 60, 2)).toEqual([]);
});

test("one storm, from the first to the last stormy moment", () => {
  const alerts = log([0, "api"], [10, "db"], [20, "mail"], [200, "api"]);
  expect(findStorms(alerts, 60, 2)).toEqual([{ start: 10, end: 20, peak: 3 }]);
});

test("one noisy service is not a storm", () => {
  const alerts = log([0, "api"], [1, "api"], [2, "api"], [3, "api"]);
  expect(findStorms(alerts, 60, 2)).toEqual([]);
});

test("two storms with quiet between", () => {
  const alerts = log([0, "api"], [5, "db"], [100, "mail"], [200, "db"], [205, "api"]);
  expect(findStorms(alerts, 60, 2)).toEqual([
    { start: 5, end: 5, peak: 2 },
    { start: 205, end: 205, peak: 2 },
  ]);
});

test("alerts may come in any order", () => {
  const alerts = log([20, "mail"], [0, "api"], [10, "db"]);
  expect(findStorms(alerts, 60, 3)).toEqual([{ start: 20, end: 20, peak: 3 }]);
});
