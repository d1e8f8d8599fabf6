import type { Reading } from "./reading.ts";

/** How many numbers a meter can show: with two digits the hundred from 0 to 99. */
export function numbers(digits: number): number {
  return 10 ** digits;
}

/**
 * What a meter counted from the first of its readings to the last; with fewer than two it is 0.
 *
 * After its highest number a meter goes on with 0. From one reading to the next that happens once at
 * most: the caretaker comes often enough.
 */
export function counted(readings: readonly Reading[], digits: number): number {
  let sum = 0;
  for (let index = 1; index < readings.length; index += 1) {
    const step = readings[index].value - readings[index - 1].value;
    sum += step < 0 ? step + numbers(digits) : step;
  }
  return sum;
}
