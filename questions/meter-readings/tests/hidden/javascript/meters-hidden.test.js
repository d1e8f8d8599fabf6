// canary: ilm-93d6f05be81c47a2
import { importFile } from "./src/importer.js";
import { BadLine, BadValue, UnknownMeter } from "./src/reading.js";
import { Register } from "./src/register.js";

const HEADINGS = "meter;date;value\n";

const newRegister = () => new Register({ "heat-1": 5, "water-1": 4 });

function add(register, readings, meter = "heat-1") {
  for (const [date, value] of readings) register.add({ meter, date, value });
}

const shown = (register, meter = "heat-1") =>
  register.readings(meter).map(({ date, value }) => [date, value]);

test.each([[""], ["\n"], ["\r\n"], ["\n\n"], ["\n# the end"], ["\n  "]])(
  "with %j at the end of a file its last reading counts",
  (end) => {
    const register = newRegister();
    expect(importFile(register, `${HEADINGS}heat-1;2026-01-31;100${end}`)).toBe(1);
    expect(shown(register)).toEqual([["2026-01-31", 100]]);
  },
);

test.each([[""], [HEADINGS], ["meter;date;value"], [`${HEADINGS}# nothing\n\n`]])(
  "a file may hold no readings: %j",
  (text) => {
    expect(importFile(newRegister(), text)).toBe(0);
  },
);

test("comments, empty lines and carriage returns mean nothing", () => {
  const lines = ["# January", "", " heat-1;2026-01-31;100 ", "#", "water-1;2026-01-31;7", ""];
  expect(importFile(newRegister(), ["meter;date;value", ...lines].join("\r\n"))).toBe(2);
});

test.each([
  [["nonsense"], 2],
  [["heat-1;2026-01-31;100", "nonsense"], 3],
  [["# January", "", "heat-1;2026-01-31;100", "  ", "# February", "nonsense", "more"], 7],
  [["heat-1;2026-01-31;-5"], 2],
  [["heat-1;31.01.2026;5"], 2],
])("in %j the bad line is told by its number in the file", (lines, number) => {
  let caught;
  try {
    importFile(newRegister(), HEADINGS + lines.join("\n"));
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(BadLine);
  expect(caught).toMatchObject({ line: number });
});

test.each([
  ["nonsense", BadLine],
  ["gas-1;2026-02-28;5", UnknownMeter],
  ["water-1;2026-02-28;10000", BadValue],
])("after a file with the line %s the register is as it was", (line, error) => {
  const register = newRegister();
  add(register, [
    ["2026-01-31", 100],
    ["2026-03-31", 300],
  ]);
  const good = "heat-1;2026-01-31;111\nheat-1;2026-02-28;180\nwater-1;2026-02-28;9999\n";
  expect(() => importFile(register, `${HEADINGS}${good}${line}\n`)).toThrow(error);
  expect(shown(register)).toEqual([
    ["2026-01-31", 100],
    ["2026-03-31", 300],
  ]);
  expect(shown(register, "water-1")).toEqual([]);
  expect(importFile(register, HEADINGS + good)).toBe(3);
  expect(shown(register)).toEqual([
    ["2026-01-31", 111],
    ["2026-02-28", 180],
    ["2026-03-31", 300],
  ]);
});

test.each([
  [[99999, 0], 1],
  [[0, 99999], 99999],
  [[50000, 49999], 99999],
  [[7, 7], 0],
  [[90000, 20000, 95000], 105000],
  [[99000, 98000, 97000, 97000], 198000],
  [[42], 0],
  [[], 0],
])("a meter of five digits that shows %j", (values, usage) => {
  const register = newRegister();
  values.forEach((value, index) => add(register, [[`2026-0${index + 1}-01`, value]]));
  expect(register.usage("heat-1", "2026-01-01", "2026-12-31")).toBe(usage);
});

test("each meter has its own digits", () => {
  const register = newRegister();
  for (const meter of ["heat-1", "water-1"]) {
    add(register, [["2026-01-31", 9990]], meter);
    add(register, [["2026-02-28", 20]], meter);
  }
  expect(register.usage("water-1", "2026-01-31", "2026-02-28")).toBe(30);
  expect(register.usage("heat-1", "2026-01-31", "2026-02-28")).toBe(90030);
});

test("usage counts within its days only", () => {
  const register = newRegister();
  add(register, [
    ["2026-01-31", 99000],
    ["2026-02-28", 1000],
    ["2026-03-31", 1500],
    ["2026-04-30", 1600],
  ]);
  expect(register.usage("heat-1", "2026-01-01", "2026-02-28")).toBe(2000);
  expect(register.usage("heat-1", "2026-02-28", "2026-03-31")).toBe(500);
  expect(register.usage("heat-1", "2026-03-15", "2026-03-30")).toBe(0);
  expect(register.usage("heat-1", "2026-02-28", "2026-12-31")).toBe(600);
  expect(register.usage("heat-1", "2025-01-01", "2025-12-31")).toBe(0);
});

test("a late reading does not change the usage of the whole", () => {
  const register = newRegister();
  add(register, [
    ["2026-02-28", 180],
    ["2026-03-31", 300],
    ["2026-01-31", 100],
  ]);
  expect(shown(register)).toEqual([
    ["2026-01-31", 100],
    ["2026-02-28", 180],
    ["2026-03-31", 300],
  ]);
  expect(register.usage("heat-1", "2026-01-31", "2026-03-31")).toBe(200);
});

test("a reading is corrected though others came after it", () => {
  const register = newRegister();
  add(register, [
    ["2026-01-31", 100],
    ["2026-02-28", 810],
    ["2026-03-31", 300],
    ["2026-02-28", 180],
  ]);
  expect(shown(register)).toEqual([
    ["2026-01-31", 100],
    ["2026-02-28", 180],
    ["2026-03-31", 300],
  ]);
  expect(register.usage("heat-1", "2026-01-31", "2026-03-31")).toBe(200);
});

test("in a file the later line corrects the earlier", () => {
  const register = newRegister();
  const lines = "heat-1;2026-02-28;810\nheat-1;2026-01-31;100\nheat-1;2026-02-28;180\n";
  expect(importFile(register, HEADINGS + lines)).toBe(3);
  expect(shown(register)).toEqual([
    ["2026-01-31", 100],
    ["2026-02-28", 180],
  ]);
});

test("meters do not mix", () => {
  const register = newRegister();
  add(register, [["2026-01-31", 100]]);
  add(register, [["2026-01-31", 7]], "water-1");
  expect(shown(register)).toEqual([["2026-01-31", 100]]);
  expect(shown(register, "water-1")).toEqual([["2026-01-31", 7]]);
});

test("the readings of a meter that is not there", () => {
  expect(() => newRegister().readings("gas-1")).toThrow(UnknownMeter);
});
