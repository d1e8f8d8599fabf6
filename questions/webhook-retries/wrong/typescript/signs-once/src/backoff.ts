const FIRST = 10;
const LONGEST = 3600;

/** How many seconds to wait after so many failed attempts. */
export function waitAfter(attempts: number): number {
  return Math.min(FIRST * 2 ** (attempts - 1), LONGEST);
}
