/**
 * The private modes a terminal program has switched on (alternate screen, mouse, bracketed paste, hidden cursor ...),
 * followed through the byte stream, so that a screen restored from the last stretch of output starts in them.
 */
export interface TerminalModes {
  /** Private mode number to whether it was last set or reset. */
  readonly set: ReadonlyMap<number, boolean>
  /** The start of a sequence cut off at the end of the last chunk. */
  readonly rest: string
}

export const NO_MODES: TerminalModes = { set: new Map(), rest: "" }

// oxlint-disable-next-line no-control-regex
const SEQUENCE = /\u001b\[\?([0-9;]{1,40})([hl])|\u001bc/g
// oxlint-disable-next-line no-control-regex
const CUT = /\u001b(?:\[(?:\?[0-9;]{0,40})?)?$/

/** `chunk` is the output as Latin-1 text: every sequence of interest is ASCII. */
export function followModes(modes: TerminalModes, chunk: string): TerminalModes {
  const text = modes.rest + chunk
  const set = new Map(modes.set)
  for (const [whole, numbers, letter] of text.matchAll(SEQUENCE)) {
    if (whole === "\u001bc") set.clear()
    else for (const number of numbers!.split(";")) set.set(Number(number), letter === "h")
  }
  return { set, rest: CUT.exec(text)?.[0] ?? "" }
}

/** The sequences that put a fresh screen into these modes. */
export function restoreModes(modes: TerminalModes): string {
  return [...modes.set].map(([mode, on]) => `\u001b[?${mode}${on ? "h" : "l"}`).join("")
}
