import { BadLine } from "./errors.ts";
import type { Format } from "./formats.ts";
import { parseDay, parseEnergy } from "./values.ts";

/** What offices export: one reading a line, in kilowatt hours. */
export const semicolon: Format = {
  name: "semicolon",
  example: "meter;day;kwh\nA-17;2026-03-30;1204.5\n",

  accepts: (header) => header.toLowerCase() === "meter;day;kwh",

  read: ([, ...lines]) =>
    lines.map((line) => {
      const fields = line.text.split(";").map((field) => field.trim());
      if (fields.length !== 3) throw new BadLine(line.number, "expected METER;DAY;KWH");
      const [meter, day, value] = fields;
      return { meter, day: parseDay(day, line), wattHours: parseEnergy(value, "kWh", line) };
    }),
};
