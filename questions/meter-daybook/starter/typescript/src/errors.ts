/** No format accepts the first line of the file. */
export class UnknownFormat extends Error {
  constructor(header: string) {
    super(`no format begins with: ${header}`);
    this.name = "UnknownFormat";
  }
}

/** A line that its format cannot read. `line` counts from 1, as an editor does. */
export class BadLine extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
    this.name = "BadLine";
    this.line = line;
  }
}
