/** What a person says to the agent, with what they send along as it stands at that moment. */
import { clean } from "../../core/agent/clean.ts"
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
  /** The text of a file of the workspace. Throws `AppError` where it has none. */
  read(path: string): Promise<string>
  /** Takes out what no model may read. */
  redact(text: string): Promise<string>
}

/** Throws `AppError`: file-absent and its like when what is sent along is not there. */
export async function messageOf(said: Said, around: Around): Promise<EventData<"chat.message">> {
  const attached: Attachment[] = []
  for (const one of said.attach) {
    const text = bounded(await around.redact(clean(await contentOf(one, around))))
    attached.push({ ...one, text })
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

async function contentOf(one: Attach, { state, read }: Around): Promise<string> {
  switch (one.kind) {
    case "file":
      return read(one.path)
    case "selection": {
      const lines = (await read(one.path)).split("\n")
      return lines.slice(one.fromLine - 1, one.toLine).join("\n")
    }
    case "test": {
      const result = state.run && resultOf(state.run.results, one.id)
      if (!result) throw new AppError("not-found", "That test has no result; run the tests first.")
      return testText(result)
    }
  }
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

function bounded(text: string): string {
  const { attachedCharacters: most } = LIMITS.chat
  return text.length <= most ? text : text.slice(0, most).toWellFormed() + CUT
}
