/** No format accepts the first line of the file. */
export class UnknownFormat extends Error {
  /** @param {string} header */
  constructor(header) {
    super(`no format begins with: ${header}`);
    this.name = "UnknownFormat";
  }
}

/** A line that its format cannot read. `line` counts from 1, as an editor does. */
export class BadLine extends Error {
  /**
   * @param {number} line
   * @param {string} reason
   */
  constructor(line, reason) {
    super(`line ${line}: ${reason}`);
    this.name = "BadLine";
    this.line = line;
  }
}
