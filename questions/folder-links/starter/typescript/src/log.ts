/** What was tried with keys and links, for those who look after the space. */
export class Log {
  readonly entries: string[] = [];

  /**
   * Adds one entry for one attempt, whether it was allowed or not.
   *
   * A key or token is a secret: only its first four characters are written down. An entry is one
   * line, so line breaks in the path become `?`.
   */
  note(key: string, action: string, path: string, allowed: boolean): void {
    const shown = path.replace(/[\n\r]/g, "?");
    const outcome = allowed ? "allowed" : "refused";
    this.entries.push(`${key.slice(0, 4)}... ${action} ${shown}: ${outcome}`);
  }
}
