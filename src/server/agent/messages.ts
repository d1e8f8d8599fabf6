/** What a person says to the agent, with what they send along as it stands at that moment. */
import { clean } from "../../core/agent/clean.ts"
import { decode } from "../../core/document.ts"
import { promptQuality } from "../../core/agent/quality.ts"
import { resultOf } from "../../core/run-results.ts"
import type { SessionState } from "../../core/session.ts"
import type { Attach, Attachment } from "../../protocol/assistance.ts"
import type { Language, TestResult } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { EventData } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"

export interface Said {
  message: string
  text: string
  attach: readonly Attach[]
}

interface Around {
  language: Language
  looking: string | null
  state: SessionState
  /** A file of the workspace: its text, or as it is on the disk. Throws `AppError` where there is none. */
  read(path: string): Promise<string | Uint8Array>
  /** Takes out what no model may read. */
  redact(text: string): Promise<string>
}

/** Throws `AppError`: file-absent and its like when what is sent along is not there, file-not-text when it is no text. */
export async function messageOf(said: Said, around: Around): Promise<EventData<"chat.message">> {
  const attached: Attachment[] = []
  for (const one of said.attach) {
    attached.push({ ...one, text: await shown(await contentOf(one, around), around) })
  }
  const count = (kind: Attach["kind"]): number => said.attach.filter((one) => one.kind === kind).length
  const text = (await around.redact(clean(said.text))).trim()
  if (text === "") throw new AppError("bad-request", "Write a message first.")
  const { score, features } = promptQuality(text, {
    files: count("file"),
    selections: count("selection"),
    failingTests: count("test"),
  })
  return {
    message: said.message,
    text,
    language: around.language,
    looking: around.looking,
    attached,
    quality: { score, features: [...features] },
  }
}

async function contentOf(one: Attach, around: Around): Promise<string> {
  const { state } = around
  switch (one.kind) {
    case "file":
      return textOf(one.path, around)
    case "selection": {
      const lines = (await textOf(one.path, around)).split("\n")
      return lines.slice(one.fromLine - 1, one.toLine).join("\n")
    }
    case "test": {
      const result = state.run && resultOf(state.run.results, one.id)
      if (!result) throw new AppError("not-found", "That test has no result; run the tests first.")
      return testText(result)
    }
  }
}

async function textOf(path: string, { read }: Around): Promise<string> {
  const content = await read(path)
  const text = typeof content === "string" ? content : decode(content)
  if (text === null) throw new AppError("file-not-text", `${path} cannot be sent along.`)
  return text
}

function testText({ name, filePath, line, status, message, expected, actual, output }: TestResult): string {
  const place = line === undefined ? filePath : `${filePath}:${line}`
  return [
    `${name} (${place}): ${status}`,
    message,
    expected === undefined ? undefined : `expected: ${expected}`,
    actual === undefined ? undefined : `actual: ${actual}`,
    output,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join("\n")
}

const CUT = "\n… (cut here)"

/** As much as is looked at behind the end: a secret that is cut in two would not be known for one. */
const AHEAD = 4_096

/** As it goes along: what is behind its end costs nothing. */
async function shown(text: string, { redact }: Around): Promise<string> {
  const { attachedCharacters: most } = LIMITS.chat
  const left = await redact(clean(text.slice(0, most + AHEAD)))
  const whole = text.length <= most + AHEAD
  if (whole && left.length <= most) return left
  const end = whole ? most : Math.max(0, Math.min(most, left.length - AHEAD))
  return left.slice(0, end).toWellFormed() + CUT
}
