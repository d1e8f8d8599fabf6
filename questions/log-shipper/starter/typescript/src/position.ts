export interface Position {
  file: number;
  /** How many bytes of the file lie before it. */
  offset: number;
}

/** How far each log has been sent. Survives a restart, unlike anything else here. */
export class Positions {
  readonly #positions = new Map<string, Position>();

  load(log: string): Position | undefined {
    return this.#positions.get(log);
  }

  save(log: string, position: Position): void {
    this.#positions.set(log, position);
  }
}
