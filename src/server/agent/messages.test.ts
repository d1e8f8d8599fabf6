import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { begin } from "../../core/session.ts"
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { messageOf } from "./messages.ts"

const SECRET = "CANARY-0123456789"
const MOST = LIMITS.chat.attachedCharacters

async function sentAlong(file: string | Uint8Array) {
  let looked = 0
  const { attached } = await messageOf(
    { message: "message-1", text: "See.", attach: [{ kind: "file", path: "a.txt" }] },
    {
      language: "python",
      looking: null,
      state: begin(stored(createdDraft(), 1)),
      read: () => Promise.resolve(file),
      redact(text) {
        looked = Math.max(looked, text.length)
        return Promise.resolve(text.replaceAll(SECRET, "[redacted]"))
      },
    },
  )
  return { text: attached[0]!.text, looked }
}

test("[CHAT21] of a long file no more is looked at than goes along, and no secret is cut in two", async () => {
  for (const ahead of [0, 1, 8, 4_095, 4_096]) {
    const before = "x".repeat(MOST + ahead - 8)
    const { text, looked } = await sentAlong(Buffer.from(before + SECRET + "y".repeat(9 << 20)))
    expect(looked).toBeLessThan(MOST + 5_000)
    expect(text.length).toBeLessThan(MOST + 20)
    expect(text).toMatch(/\(cut here\)$/)
    expect(text).not.toContain(SECRET.slice(0, 6))
  }
  const hidden = await sentAlong(`${"\u200b".repeat(MOST - 20)}${"x".repeat(4_108)}${SECRET}`)
  expect(hidden.text).not.toContain(SECRET.slice(0, 6))
})

test("[CHAT21] what goes along whole is whole", async () => {
  expect((await sentAlong("x".repeat(MOST))).text).toBe("x".repeat(MOST))
  expect((await sentAlong(`a\r\n${SECRET}\n`)).text).toBe("a\n[redacted]\n")
})

test("[CHAT21] a file that is no text is refused by name", async () => {
  for (const bytes of [Buffer.from("a\0b"), Buffer.from([0x63, 0xe9])])
    await expect(sentAlong(bytes)).rejects.toEqual(
      new AppError("file-not-text", "a.txt cannot be sent along."),
    )
})
