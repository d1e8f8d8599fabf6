import { BadLine } from "./src/errors.js";
import { describeFormats } from "./src/formats.js";
import { importReadings } from "./src/importer.js";

test("a file with semicolons", () => {
  const text = "meter;day;kwh\nA-17;2026-03-30;1204.5\nB-02;2026-03-30;88\n";
  expect(importReadings(text)).toEqual([
    { meter: "A-17", day: "2026-03-30", wattHours: 1_204_500 },
    { meter: "B-02", day: "2026-03-30", wattHours: 88_000 },
  ]);
});

test("a file with columns", () => {
  const text = "DAY         METER  WH\n2026-03-30  A-17   1204500\n";
  expect(importReadings(text)).toEqual([
    { meter: "A-17", day: "2026-03-30", wattHours: 1_204_500 },
  ]);
});

test("a daybook with values in full", () => {
  const text = "DAYBOOK kWh\n@ 2026-03-30\nA-17 1204.5\nB-02 88\n@ 2026-03-31\nA-17 1210\n";
  expect(importReadings(text)).toEqual([
    { meter: "A-17", day: "2026-03-30", wattHours: 1_204_500 },
    { meter: "B-02", day: "2026-03-30", wattHours: 88_000 },
    { meter: "A-17", day: "2026-03-31", wattHours: 1_210_000 },
  ]);
});

test("a daybook value told from the last one", () => {
  const text = "DAYBOOK kWh\n@ 2026-03-30\nA-17 100\n@ 2026-03-31\nA-17 +2.5\n";
  expect(importReadings(text)[1]).toEqual({ meter: "A-17", day: "2026-03-31", wattHours: 102_500 });
});

test("a daybook value before any day is a bad line", () => {
  const importing = () => importReadings("DAYBOOK kWh\nA-17 100\n");
  expect(importing).toThrow(BadLine);
  expect(importing).toThrow("line 2");
});

test("users are told of daybooks", () => {
  const help = describeFormats().split("\n");
  expect(help[0]).toBe("semicolon");
  expect(help).toContain("daybook");
});
