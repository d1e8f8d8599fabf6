import { AppError } from "../../../protocol/errors.ts"
import type { Document } from "../../../core/document.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import { fail } from "./define.ts"
import type { ToolParts } from "./parts.ts"
import { count } from "./present.ts"
import type { ToolAnswer } from "./tool.ts"

/** A file that is there, as the document it is or becomes, with all that is decided; or why it can't be edited. */
export async function openFile(
  path: string,
  workspace: Workspace,
  { documents }: Pick<ToolParts, "documents">,
): Promise<Document | (ToolAnswer & { ok: false }) | "absent"> {
  const { language } = workspace
  const known = documents.head.get(language, path)
  if (known) return known
  const entry = path === "" ? ({ kind: "folder", size: 0 } as const) : await workspace.stat(path)
  if (!entry) return "absent"
  if (entry.kind === "folder") return fail(`${path || "/workspace"} is a folder. Name a file in it.`)
  const { readOnly } = await workspace.disk.open(path)
  if (readOnly === "binary")
    return fail(`${path} is not text (${count(entry.size, "byte")}). Change it with a program.`)
  if (readOnly === "too-large")
    return fail(`${path} is too large to edit (${count(entry.size, "byte")}). Change it with a program.`)
  const document = documents.head.get(language, path)
  if (!document) throw new AppError("document-gone", `${path} was deleted just now.`)
  return document
}
