// canary: ilm-a498509cd1c7ad44
import { BadLine, UnknownFormat } from "./src/errors.js";
import { FORMATS } from "./src/formats.js";
import { importReadings } from "./src/importer.js";

const energies = (text) => importReadings(text).map((reading) => reading.wattHours);

function expectBadLine(text, line) {
  expect(() => importReadings(text)).toThrow(BadLine);
  expect(() => importReadings(text)).toThrow(expect.objectContaining({ line }));
}

test("values are told from the same meter and add up", () => {
  const text =
    "DAYBOOK Wh\n@ 2026-03-30\nA-17 100\nB-02 7000\nA-17 +10\n@ 2026-03-31\nA-17 +5\nB-02 +1\n";
  expect(energies(text)).toEqual([100, 7000, 110, 115, 7001]);
});

test("an equals sign repeats the last value", () => {
  const text =
    "DAYBOOK kWh\n@ 2026-03-30\nA-17 100\nB-02 9\n@ 2026-03-31\nA-17 +2\nA-17 =\nB-02 =\nA-17 +1\n";
  expect(energies(text)).toEqual([100_000, 9_000, 102_000, 102_000, 9_000, 103_000]);
});

test("the unit holds for the whole file", () => {
  expect(energies("DAYBOOK Wh\n@ 2026-03-30\nA-17 1204\nA-17 +3\n")).toEqual([1204, 1207]);
  expect(energies("DAYBOOK kWh\n@ 2026-03-30\nA-17 1,204\nA-17 +0.003\n")).toEqual([1204, 1207]);
});

test("a value in full may be less than the last one", () => {
  expect(energies("DAYBOOK Wh\n@ 2026-03-30\nA-17 900\nA-17 3\nA-17 +2\n")).toEqual([900, 3, 5]);
});

test("a meter may have any name", () => {
  const text =
    "DAYBOOK Wh\n@ 2026-03-30\nconstructor 1\n__proto__ 2\nconstructor +1\n__proto__ +1\n";
  expect(energies(text)).toEqual([1, 2, 2, 3]);
});

test.each(["DAYBOOK", "DAYBOOK MWh", "DAYBOOK kWh Wh", "DAYBOOK KWH"])(
  "without a known unit the first line is bad: %s",
  (header) => expectBadLine(`\n# spring\n${header}\n@ 2026-03-30\nA-17 1\n`, 3),
);

test.each(["+5", "="])("without a last value there is nothing to tell from: %s", (value) =>
  expectBadLine(`DAYBOOK Wh\n@ 2026-03-30\nB-02 1\nA-17 ${value}\n`, 4),
);

test.each([
  "A-17",
  "A-17 1 2",
  "@",
  "@ today",
  "A-17 much",
  "A-17 +",
  "A-17 -3",
  "A-17 ++3",
  "A-17 =3",
])("other lines are bad and counted as an editor does: %s", (line) =>
  expectBadLine(`DAYBOOK kWh\n\n@ 2026-03-30\n# by hand\nA-17 1\n${line}\n`, 6),
);

test("no file knows values of another", () => {
  expect(energies("DAYBOOK Wh\n@ 2026-03-30\nA-17 100\n")).toEqual([100]);
  expectBadLine("DAYBOOK Wh\n@ 2026-03-31\nA-17 +5\n", 3);
  expectBadLine("DAYBOOK Wh\nA-17 5\n", 2);
});

test("a daybook may hold no values", () => {
  expect(energies("DAYBOOK kWh\n@ 2026-03-30\n")).toEqual([]);
});

test.each(["DAYBOOKS kWh", "daybook kWh", "A DAYBOOK kWh", ""])(
  "similar files are still unknown: %s",
  (header) => expect(() => importReadings(`${header}\n`)).toThrow(UnknownFormat),
);

test("the new format is the last, and every example can be imported", () => {
  expect(FORMATS.map((format) => format.name)).toEqual(["semicolon", "columns", "daybook"]);
  for (const format of FORMATS) {
    expect(importReadings(format.example)).not.toEqual([]);
  }
});
