/** Edit: one stretch of a file, or all that read alike, replaced as the new text is written. */
import type { Text } from "@codemirror/state"
import { z } from "zod"
import { describe, done, fail } from "./define.ts"
import { createEditing } from "./editing.ts"
import type { Editing, Started } from "./editing.ts"
import { find } from "./find.ts"
import { asDocument } from "./incoming.ts"
import { beginLiveEdit, clientOf } from "./live-edit.ts"
import type { LiveEdit } from "./live-edit.ts"
import { openFile } from "./open-file.ts"
import type { ToolParts } from "./parts.ts"
import { missing, workspacePath } from "./places.ts"
import { count, fitting, fromFile, numbered, readable } from "./present.ts"
import type { CallContext, Tool, ToolAnswer } from "./tool.ts"

const Input = z.object({
  file_path: z.string().min(1).describe("The file, as /workspace/... or relative to it"),
  old_string: z.string().min(1).describe("The text to replace, exactly as it stands in the file"),
  replace_all: z.boolean().optional().describe("Replace it wherever it stands, rather than in the one place"),
  new_string: z.string().describe("The text in its place"),
})

const DESCRIPTION = `Replaces text in a file of the workspace. old_string must stand in the file exactly once, white space and all, unless replace_all is true; take it from what Read shows, without the line numbers. The candidate sees the new text appear as you write it, and may be typing in the same file.`

interface Aim {
  path: string
  old: string
  all: boolean
}

/** Lines shown around what was changed, and of it. */
const AROUND = 2
const SHOWN = 40
/** Places that are replaced at once: each is followed through whatever others type meanwhile. */
const MOST_PLACES = 10_000
/** Lines that read like the first one of a text that stands nowhere, from which the rest is tried. */
const TRIED = 100

export function createEdit(parts: ToolParts): Tool {
  const definition = { name: "Edit", description: DESCRIPTION, input: Input } as const

  async function start(aim: Aim, context: CallContext): Promise<Started | (ToolAnswer & { ok: false })> {
    const { actor, call } = context
    const path = workspacePath(aim.path)
    const workspace = await parts.workspace()
    const { language } = workspace
    const found = await openFile(path, workspace, parts)
    if (found === "absent") return fail(await missing(path, workspace, parts))
    if ("ok" in found) return found
    const document = parts.documents.head.get(language, path) ?? found
    const { text } = document
    const places = placesOf(text.toString(), aim.old)
    const [first, ...others] = places
    if (!first) return fail(notThere(path, text, aim.old))
    if (others.length > 0 && !aim.all) return fail(ambiguous(path, text, places))
    if (places.length > MOST_PLACES) return fail(tooMany(path))
    const target = { actor, client: clientOf(call), language, path, document, range: first, others }
    return { live: beginLiveEdit(parts, target), workspace, created: false }
  }

  const editing: Editing<typeof Input, Aim> = {
    definition,
    field: "new_string",
    aim({ file_path, old_string, replace_all }) {
      if (typeof file_path !== "string" || typeof old_string !== "string") return null
      if (file_path === "" || old_string === "") return null
      return { path: file_path, old: old_string, all: replace_all === true }
    },
    // What began on one place goes on there: were there others, only `all` let it begin.
    sameAim: (a, b) => a.path === b.path && a.old === b.old && (!a.all || b.all),
    start,
    async finish({ old_string, new_string }, { live }) {
      if (asDocument(old_string) === asDocument(new_string)) {
        await live.undo()
        return fail("old_string and new_string are the same, so nothing was changed.")
      }
      const more = await live.replaceOthers(asDocument(old_string), asDocument(new_string))
      const where = more > 0 ? ` in ${count(more + 1, "place")}` : ""
      const meanwhile = live.disturbed ? " Somebody else typed in the file meanwhile; it reads as shown." : ""
      return done(`Edited ${live.path}${where}.${meanwhile} It reads now:\n${await excerpt(live)}`)
    },
  }

  async function excerpt({ path, text, written }: LiveEdit): Promise<string> {
    const lines = (await readable(text.toString(), parts.redact)).split("\n")
    const first = Math.max(1, text.lineAt(written.from).number - AROUND)
    const last = Math.min(lines.length, text.lineAt(written.to).number + AROUND, first + SHOWN - 1)
    return fromFile(path, numbered(fitting(lines.slice(first - 1, last)), first))
  }

  return {
    name: "Edit",
    readOnly: false,
    description: describe(definition),
    begin: (context) => createEditing(editing, context, parts),
  }
}

/** Where a text stands: as it is, else with its line endings made ours. One more than are replaced stand for all. */
function placesOf(text: string, old: string): { from: number; to: number }[] {
  for (const wanted of new Set([old, asDocument(old)])) {
    const places = find(text, wanted, MOST_PLACES + 1)
    if (places.length > 0) return places.map((from) => ({ from, to: from + wanted.length }))
  }
  return []
}

function ambiguous(path: string, text: Text, places: readonly { from: number }[]): string {
  const lines = places.slice(0, 20).map(({ from }) => text.lineAt(from).number)
  const rest = places.length > lines.length ? ", …" : ""
  const times = places.length > MOST_PLACES ? `more than ${MOST_PLACES}` : places.length
  return `old_string stands ${times} times in ${path}, in lines ${lines.join(", ")}${rest}, so nothing was changed. Put more of the lines around it into old_string, so that it stands there once, or set replace_all.`
}

function tooMany(path: string): string {
  return `old_string stands more than ${MOST_PLACES} times in ${path}, and no more are replaced at once, so nothing was changed. Write the file anew, or change it with a program.`
}

function notThere(path: string, text: Text, old: string): string {
  const advice =
    "Nothing was changed. Read the file and take old_string from what it shows, without line numbers."
  const wanted = asDocument(old).trim().split("\n").map(squeezed)
  const lines = text.toString().split("\n").map(squeezed)
  const begins = lines.flatMap((line, at) => (line === wanted[0] ? [at] : [])).slice(0, TRIED)
  const near = begins.find((at) => wanted.every((line, index) => lines[at + index] === line))
  const [first] = wanted[0] === "" ? [] : begins
  if (near !== undefined)
    return `old_string stands in ${path} only with other white space, from line ${near + 1} on. ${advice}`
  if (first !== undefined)
    return `old_string does not stand in ${path}; its first line does, in line ${first + 1}. ${advice}`
  return `old_string does not stand in ${path}, which has ${count(text.lines, "line")}. ${advice}`
}

const squeezed = (line: string): string => line.trim().replaceAll(/\s+/g, " ")
