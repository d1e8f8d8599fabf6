/** What was tried with keys and links, for those who look after the space. */
export class Log {
  /** @type {string[]} */
  entries = [];

  /**
   * Adds one entry for one attempt, whether it was allowed or not.
   *
   * A key or token is a secret: only its first four characters are written down. An entry is one
   * line, so line breaks in the path become `?`.
   *
   * @param {string} key
   * @param {string} action
   * @param {string} path
   * @param {boolean} allowed
   */
  note(key, action, path, allowed) {
    const shown = path.replace(/[\n\r]/g, "?");
    const outcome = allowed ? "allowed" : "refused";
    this.entries.push(`${key.slice(0, 4)}... ${action} ${shown}: ${outcome}`);
  }
}
