// canary: ilm-41c7e09b52d8a63f
import { findStorms } from "./storms.js";

const log = (...entries) => entries.map(([at, service]) => ({ at, service }));

test("an empty log", () => {
  expect(findStorms([], 60, 1)).toEqual([]);
});

test("the window excludes its far border", () => {
  expect(findStorms(log([0, "api"], [60, "db"]), 60, 2)).toEqual([]);
});

test("the window includes one second inside its far border", () => {
  const storms = findStorms(log([0, "api"], [59, "db"]), 60, 2);
  expect(storms).toEqual([{ start: 59, end: 59, peak: 2 }]);
});

test("a service stays while any of its alerts is in the window", () => {
  const alerts = log([0, "api"], [50, "api"], [90, "db"]);
  expect(findStorms(alerts, 60, 2)).toEqual([{ start: 90, end: 90, peak: 2 }]);
});

test("alerts of one second count together", () => {
  const alerts = log([0, "api"], [30, "db"], [70, "db"], [70, "mail"]);
  expect(findStorms(alerts, 60, 2)).toEqual([{ start: 30, end: 70, peak: 2 }]);
});

test("one moment can be a storm", () => {
  const alerts = log([7, "api"], [7, "db"], [7, "api"]);
  expect(findStorms(alerts, 1, 2)).toEqual([{ start: 7, end: 7, peak: 2 }]);
});

test("a threshold of one joins every moment", () => {
  const alerts = log([0, "api"], [1000, "api"], [5000, "db"]);
  expect(findStorms(alerts, 10, 1)).toEqual([{ start: 0, end: 5000, peak: 1 }]);
});

test("times are compared as numbers", () => {
  const alerts = log([100, "api"], [9, "db"], [95, "mail"]);
  expect(findStorms(alerts, 10, 2)).toEqual([{ start: 100, end: 100, peak: 2 }]);
});

test("the log is left as it was", () => {
  const alerts = log([20, "mail"], [0, "api"], [10, "db"]);
  const before = structuredClone(alerts);
  findStorms(alerts, 60, 2);
  expect(alerts).toEqual(before);
});

test("a year of alerts takes about one pass", () => {
  const size = 200_000;
  const services = 500;
  let reads = 0;
  const count = () => {
    reads += 1;
    if (reads > 200 * size) {
      throw new Error("more than 200 looks at each alert: the work grows faster than the log");
    }
  };
  const alerts = Array.from({ length: size }, (_, at) => ({
    get at() {
      count();
      return at;
    },
    get service() {
      count();
      return `service-${at % services}`;
    },
  }));
  const storms = findStorms(alerts, size, 400);
  expect(storms).toEqual([{ start: 399, end: size - 1, peak: services }]);
});
