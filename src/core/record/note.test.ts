import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { base64, fromBase64, fromHex, fromUtf8, hex } from "./bytes.ts"
import { formatCheckpoint, parseCheckpoint } from "./checkpoint.ts"
import type { Hash } from "./merkle.ts"
import { formatKey, formatNote, type NoteKey, openNote, parseKey, splitNotes, type Verifier } from "./note.ts"

const hash: Hash = (...parts) => {
  const digest = createHash("sha256")
  for (const part of parts) digest.update(part)
  return digest.digest()
}

const verifier = ({ publicKey }: NoteKey): Verifier => {
  const x = Buffer.from(publicKey).toString("base64url")
  const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } })
  return (message, signature) => verify(null, message, key, signature)
}

const PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
const PUBLISHED_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

function signer(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519")
  const key = { name, publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url") }
  return {
    key,
    sign: (text: string) => formatNote(hash, key, text, sign(null, Buffer.from(text), privateKey)),
  }
}

describe("signed notes", () => {
  test("[REC3] opens the note that the format's authors published", async () => {
    const key = parseKey(hash, PUBLISHED_KEY)
    const text = await openNote(hash, PUBLISHED_NOTE, key, verifier(key))
    expect(text).toBe(PUBLISHED_NOTE.slice(0, PUBLISHED_NOTE.indexOf("\n\n") + 1))
    expect(formatKey(hash, key)).toBe(PUBLISHED_KEY)
  })

  test("[REC3] is not signed once any character of it changes", async () => {
    const key = parseKey(hash, PUBLISHED_KEY)
    for (let i = 0; i < PUBLISHED_NOTE.length; i++) {
      const other = PUBLISHED_NOTE[i] === "B" ? "C" : "B"
      const note = PUBLISHED_NOTE.slice(0, i) + other + PUBLISHED_NOTE.slice(i + 1)
      const opened = openNote(hash, note, key, verifier(key)).catch((error: unknown) => error)
      expect([null, true]).toContain(await opened.then((found) => found instanceof SyntaxError || found))
    }
  })

  test("[REC3] is not signed by another key of the same name", async () => {
    const [ours, theirs] = [signer("example.com/log"), signer("example.com/log")]
    expect(await openNote(hash, theirs.sign("a\n"), ours.key, verifier(ours.key))).toBeNull()
  })

  test("[REC3] may carry the signature of a witness beside ours", async () => {
    const [ours, theirs] = [signer("example.com/log"), signer("witness.example/w1")]
    const witness = theirs.sign("a\n").slice("a\n\n".length)
    expect(await openNote(hash, ours.sign("a\n") + witness, ours.key, verifier(ours.key))).toBe("a\n")
  })

  test.each([
    "",
    "a",
    "a\n",
    "a\n\n",
    "a\n\n- b c\n",
    "a\n\n— b c d\n",
    "a\u0000\n\n— b AAAA\n",
    "a\n\n— b AAAB=\n",
  ])("[REC3] refuses %j, which is no note", async (note) => {
    const { key } = signer("k")
    await expect(openNote(hash, note, key, verifier(key))).rejects.toThrow(SyntaxError)
  })

  test.each([
    "",
    "a",
    "a+b",
    "a+00000000+AAAA",
    PUBLISHED_KEY.replace("c74f20a3", "c74f20a4"),
    `${PUBLISHED_KEY} `,
  ])("[REC3] refuses %j, which is no key", (text) => {
    expect(() => parseKey(hash, text)).toThrow(SyntaxError)
  })

  test("[REC3] come out of a witness file as they went in, however they were put together", () => {
    const { sign } = signer("example.com/log")
    const notes = ["a\n", "b\nc\n", "d\n\ne\n"].map(sign)
    for (const between of ["", "\n", "\n\n\n"]) expect(splitNotes(notes.join(between))).toEqual(notes)
    expect(splitNotes("")).toEqual([])
  })
})

describe("checkpoints", () => {
  const root = hash("root")
  const text = `interviewlm/session/s\n42\n${base64(root)}\n`

  test("[REC3] are three lines: origin, size, root", () => {
    expect(formatCheckpoint({ origin: "interviewlm/session/s", size: 42, root })).toBe(text)
    expect(parseCheckpoint(text)).toEqual({
      origin: "interviewlm/session/s",
      size: 42,
      root: new Uint8Array(root),
    })
  })

  test.each([
    text.slice(0, -1),
    `${text}more\n`,
    `\n${text}`,
    text.replace("42", "042"),
    text.replace("42", "-42"),
    text.replace("42", "4.2"),
    text.replace("42", "99999999999999999999"),
    text.replace("interviewlm/session/s", ""),
    text.replace(/.\n$/, "\n"),
    "interviewlm/session/s\n42\nAAAA\n",
  ])("[REC3] are refused in any other form: %j", (other) => {
    expect(() => parseCheckpoint(other)).toThrow(SyntaxError)
  })
})

describe("byte strings", () => {
  test("[REC3] are spelt in one way only", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString("base64"))
        expect(fromBase64(base64(bytes))).toEqual(bytes)
        expect(hex(bytes)).toBe(Buffer.from(bytes).toString("hex"))
        expect(fromHex(hex(bytes))).toEqual(bytes)
      }),
    )
    for (const text of ["A", "AA", "AA=", "AB==", "AA==AA==", "AA-_", "A A=", "====", "AAA=\n"])
      expect(() => fromBase64(text)).toThrow(SyntaxError)
    for (const text of ["a", "AB", "0x", "zz"]) expect(() => fromHex(text)).toThrow(SyntaxError)
    expect(() => fromUtf8(Uint8Array.of(0xc3, 0x28))).toThrow(SyntaxError)
    expect(fromUtf8(Buffer.from("\uFFFD"))).toBe("\uFFFD")
  })
})
