export interface Reading {
  meter: string;
  /** Year, month and day, as in `2026-03-31`. */
  date: string;
  value: number;
}

/** A line of a file that can't be understood. */
export class BadLine extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`line ${line} can't be understood`);
    this.name = "BadLine";
    this.line = line;
  }
}

export class UnknownMeter extends Error {
  constructor(meter: string) {
    super(`there is no meter ${meter}`);
    this.name = "UnknownMeter";
  }
}

/** A value that the meter can't show. */
export class BadValue extends Error {
  constructor(reading: Reading) {
    super(`meter ${reading.meter} can't show ${reading.value}`);
    this.name = "BadValue";
  }
}
