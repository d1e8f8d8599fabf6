export interface Reading {
  meter: string;
  /** Year, month and day, as in `2026-03-31`. */
  day: string;
  /** What the meter's counter shows on that day. */
  wattHours: number;
}
