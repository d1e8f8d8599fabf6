import { BadLine } from "./errors.js";
import { parseDay, parseEnergy } from "./values.js";

/**
 * What the handheld device writes: columns with spaces between them, in watt hours.
 *
 * @type {import("./formats.js").Format}
 */
export const columns = {
  name: "columns",
  example: "DAY         METER  WH\n2026-03-30  A-17   1204500\n",

  accepts: (header) => /^DAY\s+METER\s+WH$/.test(header),

  read: ([, ...lines]) =>
    lines.map((line) => {
      const fields = line.text.split(/\s+/);
      if (fields.length !== 3) throw new BadLine(line.number, "expected DAY METER WH");
      const [day, meter, value] = fields;
      return { meter, day: parseDay(day, line), wattHours: parseEnergy(value, "Wh", line) };
    }),
};
