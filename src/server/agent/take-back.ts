/** Takes back what calls without a result did, each exactly, whatever others wrote since. */
import type { AgentEdits } from "../../core/agent/agent-edits.ts"
import { serializeUpdates } from "../../core/document.ts"
import type { Documents } from "../room/documents.ts"
import type { Log } from "../room/log.ts"
import { AGENT } from "./act.ts"

interface TakeBackParts {
  log: Log
  documents: Documents
  edits: AgentEdits
  onProblem(problem: unknown): void
}

/** Rejects only when the journal refuses: an edit that can't be taken back stays, and is told to the log. */
export async function takeBack({ log, documents, edits, onProblem }: TakeBackParts): Promise<void> {
  const given = new Set<string>()
  for (;;) {
    await log.settled()
    // Anew each time: taking one back moves the others.
    const one = edits.unfinished().find(({ call, path }) => !given.has(`${call} ${path}`))
    if (!one) return
    const { call, language, path, back, created } = one
    given.add(`${call} ${path}`)
    try {
      const document = documents.told.get(language, path)
      if (document && back) {
        const updates = serializeUpdates([{ clientID: call, changes: back }])
        await documents.push(AGENT, language, path, document.version, updates)
      }
      if (created && documents.told.get(language, path)?.text.length === 0)
        await documents.delete(AGENT, language, path)
    } catch (failure) {
      onProblem(failure)
    }
  }
}
