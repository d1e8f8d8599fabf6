/** C2SP signed notes (c2sp.org/signed-note) with one Ed25519 key. */
import { base64, concat, equal, fromBase64, hex, utf8 } from "./bytes.ts"
import type { Hash } from "./merkle.ts"

const ED25519 = 1
const ID_BYTES = 4
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64

/** A key's public half, with the name it signs under. */
export interface NoteKey {
  readonly name: string
  readonly publicKey: Uint8Array
}

/** Checks signatures of one public key. */
export type Verifier = (message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>

/** Names have no space and no plus, as the format asks. */
const NAME = /^[^\s+\p{C}]+$/u

function keyId(hash: Hash, { name, publicKey }: NoteKey): Uint8Array {
  return hash(name, Uint8Array.of(0x0a, ED25519), publicKey).slice(0, ID_BYTES)
}

/** The key as `name+id+key`, the form to publish. Throws `SyntaxError` for a name a note cannot carry. */
export function formatKey(hash: Hash, key: NoteKey): string {
  if (!NAME.test(key.name)) throw new SyntaxError("a key's name has no spaces and no plus sign")
  return `${key.name}+${hex(keyId(hash, key))}+${base64(concat(Uint8Array.of(ED25519), key.publicKey))}`
}

/** Parses `name+id+key`. Throws `SyntaxError` when it is not an Ed25519 key whose id fits its name. */
export function parseKey(hash: Hash, text: string): NoteKey {
  const [name = "", , ...encoded] = text.split("+")
  const bytes = fromBase64(encoded.join("+"))
  if (bytes[0] !== ED25519 || bytes.length !== 1 + KEY_BYTES) throw new SyntaxError("not an Ed25519 key")
  const key = { name, publicKey: bytes.slice(1) }
  if (formatKey(hash, key) !== text) throw new SyntaxError("the key's id does not fit its name")
  return key
}

/** The note over `text`, which ends with a newline, given the Ed25519 signature of its UTF-8 bytes. */
export function formatNote(hash: Hash, key: NoteKey, text: string, signature: Uint8Array): string {
  return `${text}\n— ${key.name} ${base64(concat(keyId(hash, key), signature))}\n`
}

/**
 * The signed text of a note, or null when this key did not sign it. Lines of other keys are allowed beside ours.
 * Throws `SyntaxError` when it is no signed note.
 */
export async function openNote(
  hash: Hash,
  note: string,
  key: NoteKey,
  verify: Verifier,
): Promise<string | null> {
  const { text, signatures } = parseNote(note)
  const id = keyId(hash, key)
  const ours = signatures.filter(
    ({ name, bytes }) => name === key.name && equal(bytes.slice(0, ID_BYTES), id),
  )
  for (const { bytes } of ours) {
    const signature = bytes.slice(ID_BYTES)
    if (signature.length !== SIGNATURE_BYTES || !(await verify(utf8(text), signature))) return null
  }
  return ours.length > 0 ? text : null
}

/** Splits a note without checking any signature. Throws `SyntaxError`. */
export function parseNote(note: string): { text: string; signatures: { name: string; bytes: Uint8Array }[] } {
  const end = note.lastIndexOf("\n\n")
  // oxlint-disable-next-line no-control-regex
  if (end < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f\u007f]/.test(note))
    throw new SyntaxError("not a signed note")
  const lines = note.slice(end + 2, -1).split("\n")
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) }
}

function parseSignature(line: string): { name: string; bytes: Uint8Array } {
  const [dash, name = "", encoded = "", ...more] = line.split(" ")
  if (dash !== "—" || !NAME.test(name) || more.length > 0) throw new SyntaxError("not a signature line")
  return { name, bytes: fromBase64(encoded) }
}

/** The notes of a witness file: signed notes one after the other, with or without empty lines between. */
export function splitNotes(file: string): string[] {
  const notes: string[] = []
  let lines: string[] = []
  for (const line of file.replaceAll("\r\n", "\n").split("\n")) {
    const begins = line !== "" && !line.startsWith("— ") && lines.at(-1)?.startsWith("— ")
    if (begins || (line === "" && lines.at(-1)?.startsWith("— "))) {
      notes.push(`${lines.join("\n")}\n`)
      lines = []
    }
    if (line !== "" || lines.length > 0) lines.push(line)
  }
  if (lines.some((line) => line !== "")) notes.push(`${lines.join("\n")}\n`)
  return notes
}
