import { mkdir, stat, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Language } from "../../protocol/ctrf.ts"
import { draftFiles, type Draft } from "./draft.ts"
import { readExercise } from "./exercism.ts"
import { readHumanEval } from "./human-eval.ts"
import { ImportRefused } from "./import-refused.ts"

export interface Imported {
  folder: string
  /** What is left for the author before `questions check` holds. */
  open: readonly string[]
}

/**
 * Makes question folders below `out` from an Exercism exercise (a folder) or a HumanEval-style file (JSONL, Python).
 * Throws `ImportRefused` when the source is neither, or a folder is there already.
 */
export async function importQuestions(source: string, out: string, language: Language): Promise<Imported[]> {
  const found = await stat(source)
  const drafts: Draft[] = found.isDirectory()
    ? [await readExercise(source, language)]
    : await readHumanEval(source, language)
  const imported: Imported[] = []
  for (const draft of drafts) imported.push({ folder: await write(draft, out), open: draft.open })
  return imported
}

async function write(draft: Draft, out: string): Promise<string> {
  const folder = join(out, draft.id)
  await mkdir(out, { recursive: true })
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error
    throw new ImportRefused(`${folder} is there already: move it away, or choose another --out.`)
  })
  for (const [path, text] of draftFiles(draft)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, { flag: "wx" })
  }
  return folder
}
