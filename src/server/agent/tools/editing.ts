/**
 * A call that edits a file as its input is written: it begins as soon as it is known where, and has one of two ends.
 * Finished, the file reads as asked; dropped, it reads as if the call had never been.
 */
import type { z } from "zod"
import { unlessAborted } from "../../abort.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import { explained, fail, parse } from "./define.ts"
import { asDocument, createIncoming } from "./incoming.ts"
import type { LiveEdit } from "./live-edit.ts"
import type { ToolParts } from "./parts.ts"
import type { CallContext, ToolAnswer, ToolCall } from "./tool.ts"
import type { ToolName } from "../../../core/agent/levels.ts"

export interface Editing<Input extends z.ZodObject, Aim> {
  definition: { name: ToolName; input: Input }
  /** The field that holds the new text. */
  field: keyof z.infer<Input> & string
  /** Where to, as far as it is known; null while it is not. */
  aim(fields: Readonly<Record<string, unknown>>): Aim | null
  sameAim(a: Aim, b: Aim): boolean
  /** Begins the edit, or says why it can't be made; nothing is then touched. */
  start(aim: Aim, context: CallContext): Promise<Started | (ToolAnswer & { ok: false })>
  /** The text is whole and in the document. */
  finish(input: z.infer<Input>, started: Started): Promise<ToolAnswer>
}

export interface Started {
  live: LiveEdit
  workspace: Workspace
  /** Whether the call made the file. */
  created: boolean
}

export function createEditing<Input extends z.ZodObject, Aim>(
  editing: Editing<Input, Aim>,
  context: CallContext,
  parts: ToolParts,
): ToolCall {
  const { definition, field } = editing
  const { actor, signal } = context
  const fields: Record<string, unknown> = {}
  const incoming = createIncoming()
  let begun: { aim: Aim; started: ReturnType<typeof editing.start> } | null = null
  let live: LiveEdit | null = null
  /** Of the new text, what was handed on or waits for the edit to begin. */
  let fed = ""
  let whole = true
  let reached = false
  let over = false

  function begin(aim: Aim): void {
    const started = editing.start(aim, context)
    begun = { aim, started }
    started.then(
      (one) => {
        if (!("live" in one) || begun?.started !== started) return
        live = one.live
        live.write(fed)
      },
      () => undefined,
    )
  }

  function feed(text: string): void {
    if (text.includes("\0")) whole = false
    if (!whole) return
    fed += text
    live?.write(text)
  }

  async function takeBack(): Promise<void> {
    const started = await begun?.started.catch(() => null)
    begun = null
    live = null
    if (!started || !("live" in started)) return
    await started.live.undo()
    const { workspace, created } = started
    const { path, text } = started.live
    const stands = parts.documents.head.get(workspace.language, path)
    if (created && stands && text.length === 0) await workspace.remove(actor, path)
  }

  async function carryOut(input: z.infer<Input>): Promise<ToolAnswer> {
    const aim = editing.aim(input)
    const text = asDocument(String(input[field]))
    if (text.includes("\0") || aim === null) {
      await takeBack()
      return fail(`${field}: a text file can't hold a NUL character. Nothing was changed.`)
    }
    const early = await begun?.started.catch(() => null)
    const goesOn =
      begun && early && "live" in early && editing.sameAim(begun.aim, aim) && text.startsWith(fed)
    if (!goesOn) {
      await takeBack()
      fed = ""
      begin(aim)
    }
    const started = await begun!.started
    if (!("live" in started)) return started
    started.live.write(text.slice(fed.length))
    fed = text
    await started.live.end()
    return editing.finish(input, started)
  }

  return {
    take(piece) {
      if (over) return
      // Whatever else is to be known stands before the text, or is known when all is.
      const isText = piece.field === field
      if (piece.kind === "field") fields[piece.field] = piece.value
      else if (isText) feed(incoming(piece.text))
      reached ||= isText
      const aim = begun || !reached ? null : editing.aim(fields)
      if (aim !== null) begin(aim)
    },
    async finish(raw) {
      over = true
      const parsed = parse(definition, raw)
      try {
        if (parsed.ok) return await unlessAborted(() => carryOut(parsed.input), signal)
        await takeBack()
        return parsed
      } catch (failure) {
        await takeBack().catch(parts.onProblem)
        signal.throwIfAborted()
        return explained(failure, parts.onProblem)
      }
    },
    async drop() {
      over = true
      await takeBack()
    },
  }
}
