/** Questions as sessions know them: sealed when a session is created, unchanged by later edits of the library. */
import { classify } from "../../core/document.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { QuestionReply } from "../../protocol/http.ts"
import type { TextFile } from "../room/documents.ts"
import type { Blobs } from "../store/store.ts"
import { workspaceFor } from "./library.ts"
import type { StoredQuestion } from "./library.ts"
import { seal, unseal } from "./seal.ts"

export interface QuestionSource {
  /** Keeps a question as it is now; the answer names this version for ever. */
  keep(stored: StoredQuestion): Promise<string>
  /** Everything of a sealed question, hidden parts too: for grading alone. Throws `Error` when it is not kept. */
  get(version: string): Promise<StoredQuestion>
  /** What the candidate's workspace starts with. */
  starter(version: string, language: Language): Promise<TextFile[]>
  /** What a person sees of it. */
  shown(version: string, language: Language): Promise<QuestionReply>
}

export function createQuestionSource(blobs: Blobs): QuestionSource {
  const known = new Map<string, Promise<StoredQuestion>>()

  async function load(version: string): Promise<StoredQuestion> {
    const bytes = await blobs.get(version)
    if (!bytes) throw new Error(`Question version ${version} is not in the store`)
    return unseal(bytes)
  }

  function get(version: string): Promise<StoredQuestion> {
    let stored = known.get(version)
    if (!stored) {
      stored = load(version)
      known.set(version, stored)
      stored.catch(() => known.delete(version))
    }
    return stored
  }

  return {
    keep: (stored) => blobs.put(seal(stored)),
    get,
    async starter(version, language) {
      const files: TextFile[] = []
      for (const [path, bytes] of workspaceFor(await get(version), language)) {
        const file = classify(bytes, LIMITS.document.bytes)
        if (file.kind === "text") files.push({ path, text: file.text, eol: file.eol })
      }
      return files
    },
    async shown(version, language) {
      const { manifest } = (await get(version)).question
      const { id, title, statement, kind, level, minutes, tags, languages } = manifest
      const entry = manifest.entry[language] ?? ""
      return { id, title, statement, kind, level, minutes, tags, languages, language, entry }
    },
  }
}
