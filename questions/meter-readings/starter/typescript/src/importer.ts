import { parse } from "./parse.ts";
import type { Register } from "./register.ts";

/**
 * Adds the readings of a file to the register, and says how many there were.
 *
 * A file is taken as a whole: when anything is wrong with it, the register stays as it was.
 */
export function importFile(register: Register, text: string): number {
  let count = 0;
  for (const reading of parse(text)) {
    register.add(reading);
    count += 1;
  }
  return count;
}
