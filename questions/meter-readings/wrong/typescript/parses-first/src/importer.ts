import { parse } from "./parse.ts";
import type { Register } from "./register.ts";

/**
 * Adds the readings of a file to the register, and says how many there were.
 *
 * A file is taken as a whole: when anything is wrong with it, the register stays as it was.
 */
export function importFile(register: Register, text: string): number {
  const readings = [...parse(text)];
  for (const reading of readings) register.add(reading);
  return readings.length;
}
