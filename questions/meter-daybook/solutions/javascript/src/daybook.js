import { BadLine } from "./errors.js";
import { parseDay, parseEnergy } from "./values.js";

/**
 * What caretakers write by hand: day by day, each value in full or told from the meter's last one.
 *
 * @type {import("./formats.js").Format}
 */
export const daybook = {
  name: "daybook",
  example: "DAYBOOK kWh\n@ 2026-03-30\nA-17 1204.5\n@ 2026-03-31\nA-17 +12\n",

  accepts: (header) => header.split(/\s+/)[0] === "DAYBOOK",

  read([header, ...lines]) {
    const unit = unitOf(header);
    const readings = [];
    const last = new Map();
    let day;
    for (const line of lines) {
      const fields = line.text.split(/\s+/);
      if (fields.length !== 2) throw new BadLine(line.number, "expected @ DAY or METER VALUE");
      const [subject, value] = fields;
      if (subject === "@") {
        day = parseDay(value, line);
        continue;
      }
      if (day === undefined) throw new BadLine(line.number, "a value before the first day");
      const wattHours = energyOf(value, unit, last.get(subject), line);
      last.set(subject, wattHours);
      readings.push({ meter: subject, day, wattHours });
    }
    return readings;
  },
};

/** @param {import("./lines.js").Line} header */
function unitOf(header) {
  const unit = header.text.slice("DAYBOOK".length).trim();
  if (unit !== "Wh" && unit !== "kWh") throw new BadLine(header.number, `not a unit: ${unit}`);
  return unit;
}

/**
 * @param {string} value
 * @param {string} unit
 * @param {number | undefined} last
 * @param {import("./lines.js").Line} line
 */
function energyOf(value, unit, last, line) {
  if (value !== "=" && !value.startsWith("+")) return parseEnergy(value, unit, line);
  if (last === undefined) throw new BadLine(line.number, "the meter has no value yet in this file");
  return value === "=" ? last : last + parseEnergy(value.slice(1), unit, line);
}
