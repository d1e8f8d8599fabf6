import { importFile } from "./src/importer.js";
import { BadLine } from "./src/reading.js";
import { Register } from "./src/register.js";

const newRegister = () => new Register({ "heat-1": 5, "water-1": 4 });
const heat = (date, value) => ({ meter: "heat-1", date, value });

test("a file is imported", () => {
  const register = newRegister();
  const text = "meter;date;value\nheat-1;2026-01-31;100\nwater-1;2026-01-31;7\n";
  expect(importFile(register, text)).toBe(2);
  expect(register.readings("heat-1")).toEqual([heat("2026-01-31", 100)]);
});

test("a file may end without a newline", () => {
  const register = newRegister();
  const text = "meter;date;value\nheat-1;2026-01-31;100\nwater-1;2026-01-31;7";
  expect(importFile(register, text)).toBe(2);
  expect(register.readings("water-1")).toEqual([
    { meter: "water-1", date: "2026-01-31", value: 7 },
  ]);
});

test("a file with a typo leaves nothing behind", () => {
  const register = newRegister();
  const text = "meter;date;value\nheat-1;2026-01-31;100\nheat-1;2026-02-28;1o4\n";
  expect(() => importFile(register, text)).toThrow(BadLine);
  expect(register.readings("heat-1")).toEqual([]);
});

test("a meter goes on with zero after its highest number", () => {
  const register = newRegister();
  register.add(heat("2026-01-31", 99990));
  register.add(heat("2026-02-28", 15));
  expect(register.usage("heat-1", "2026-01-31", "2026-02-28")).toBe(25);
});

test("a reading may come late", () => {
  const register = newRegister();
  register.add(heat("2026-01-31", 100));
  register.add(heat("2026-03-31", 300));
  register.add(heat("2026-02-28", 180));
  expect(register.readings("heat-1").map(({ value }) => value)).toEqual([100, 180, 300]);
});

test("usage is taken from the last readings before two days", () => {
  const register = newRegister();
  register.add(heat("2026-01-30", 100));
  register.add(heat("2026-02-27", 180));
  register.add(heat("2026-03-31", 300));
  expect(register.usage("heat-1", "2026-01-31", "2026-02-28")).toBe(80);
});
