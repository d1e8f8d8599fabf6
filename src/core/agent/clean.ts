/**
 * Takes out of text what a person does not see but a model reads, or a terminal obeys: escape sequences (ECMA-48),
 * control characters but tab and line feed, bidirectional controls, zero-width characters, tag characters and the
 * supplementary variation selectors. What is left is what stands on the page.
 */

/** An escape sequence from its ESC: CSI, then OSC, DCS, SOS, PM and APC up to their end, then the short ones. */
const SEQUENCE =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-Z\\^-~])|\u009b[0-?]*[ -/]*[@-~]/g
/** An escape sequence that is not at its end yet. */
const UNFINISHED = /\u001b(?:\[[0-?]*[ -/]*|[\]PX^_][^\u0007\u001b]*\u001b?|[ -/]*)?$|\u009b[0-?]*[ -/]*$/
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e01ef}]/gu

/** An escape sequence longer than this is no sequence but text after an ESC, come in pieces or whole. */
const LONGEST_SEQUENCE = 4_096

export function clean(text: string): string {
  return withoutSequences(text.toWellFormed().replaceAll("\r\n", "\n")).replaceAll(UNSEEN, "")
}

function withoutSequences(text: string): string {
  return text.replaceAll(SEQUENCE, (found) =>
    found.length > LONGEST_SEQUENCE ? withoutSequences(found.slice(1)) : "",
  )
}

export interface Cleaner {
  /** The next piece, cleaned; what may be half of a sequence waits for the rest. */
  push(piece: string): string
  end(): string
}

/** Cleans text that comes in pieces: joined, its answers are `clean` of the pieces joined. */
export function createCleaner(): Cleaner {
  let kept = ""
  return {
    push(piece) {
      const text = kept + piece
      const cut = text.length - heldBack(text)
      kept = text.slice(cut)
      return clean(text.slice(0, cut))
    },
    end() {
      const rest = clean(kept)
      kept = ""
      return rest
    },
  }
}

function heldBack(text: string): number {
  const unfinished = UNFINISHED.exec(text.slice(-LONGEST_SEQUENCE))
  if (unfinished) return unfinished[0].length
  const last = text.charCodeAt(text.length - 1)
  return last === 0x0d || (last >= 0xd800 && last <= 0xdbff) ? 1 : 0
}
