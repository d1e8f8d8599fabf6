/** A terminal's bytes as a screen sees them; reading is acknowledged so that a slow screen never fills memory. */
export interface TerminalSource {
  readonly id: string
  /** `reset` comes before the first bytes and after a gap: clear the screen and use this size. */
  attach(sink: {
    reset(screen: { cols: number; rows: number }): void
    /** Resolves when the bytes are parsed. */
    write(data: Uint8Array): Promise<void>
  }): () => void
  input(data: string): void
  resize(cols: number, rows: number): void
}
