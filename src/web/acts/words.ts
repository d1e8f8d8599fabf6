import type { AccessKind } from "../../protocol/acts.ts"

/** `line 3 of a.py`, `lines 3 to 5 of a.py`. */
export function linesWords({ from, to }: { from: number; to: number }, path: string): string {
  return `${from === to ? `line ${from}` : `lines ${from} to ${to}`} of ${path}`
}

export const ACCESS_WORDS: Record<
  AccessKind,
  { asks: string; does: string; ended: string; ask: string; end: string }
> = {
  edit: {
    asks: "would like to edit your files with you",
    does: "may edit your files",
    ended: "may no longer edit your files",
    ask: "Edit together",
    end: "Stop editing",
  },
  terminal: {
    asks: "would like to type in your shell",
    does: "may type in your shell",
    ended: "may no longer type in your shell",
    ask: "Type in the shell",
    end: "Stop typing in the shell",
  },
}
