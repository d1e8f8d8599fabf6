/** Refuses edits that would make a file too large to be a document, or too large to be sent in one message. */
import { EditorState } from "@codemirror/state"
import type { Extension } from "@codemirror/state"
import { LIMITS } from "../../protocol/limits.ts"

/** A character is at most three bytes of UTF-8, and JSON makes of most at most two. */
const SURELY_FITS = LIMITS.document.bytes / 3
const MESSAGE_BYTES = LIMITS.socket.messageBytes - 8_192

export function sizeLimit(refused: () => void): Extension {
  return EditorState.changeFilter.of((tr) => {
    const { changes, newDoc, startState } = tr
    const grows = newDoc.length > startState.doc.length
    const inserted = newDoc.length - startState.doc.length
    if (!grows || (newDoc.length < SURELY_FITS && inserted < MESSAGE_BYTES / 8)) return true
    const fits =
      bytes(newDoc.toString()) <= LIMITS.document.bytes && bytes(JSON.stringify(changes)) <= MESSAGE_BYTES
    if (!fits) refused()
    return fits
  })
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).byteLength
}
