const FIRST = 10;

/** How many seconds to wait after so many failed attempts. */
export function waitAfter(attempts: number): number {
  return FIRST << (attempts - 1);
}
