/**
 * Has the solution's growth measured once all visible tests pass, at most once for a text, and never beside a run of
 * the tests: a run that starts ends the measurement, which is made when it is over.
 */
import { content } from "../../core/document.ts"
import type { DocumentSet } from "../../core/document-set.ts"
import { openQuestion } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { Actor, JournalEvent } from "../../protocol/events.ts"
import type { Files } from "../questions/library.ts"
import type { Log } from "../room/log.ts"
import type { GrowthLab } from "./growth-lab.ts"

const LAB: Actor = { kind: "system", id: "growth" }

interface GrowthParts {
  log: Log
  lab: GrowthLab
  documents: { readonly told: DocumentSet }
  /** Whether the journal so far has a measurement of the present text. */
  measured: boolean
  onProblem(problem: unknown): void
}

interface Work {
  question: string
  version: string
  language: Language
  files: Files
}

export function createGrowth(parts: GrowthParts): { close(): Promise<void> } {
  const { log, lab, documents, onProblem } = parts
  let measured = parts.measured
  let wanted: Work | null = null
  let underway: { controller: AbortController; done: Promise<void> } | null = null
  let closed = false

  async function measure({ question, version, language, files }: Work, signal: AbortSignal): Promise<void> {
    const data = await lab.measure(version, language, files, signal)
    signal.throwIfAborted()
    measured = true
    wanted = null
    if (data) await log.record([{ actor: LAB, question, type: "growth.measured", data }])
  }

  /** Begins what is wanted, unless something runs. */
  function begin(): void {
    const { run, phase } = log.head
    if (closed || !wanted || underway || phase.phase !== "running" || (run && !run.finished)) return
    const controller = new AbortController()
    const done = measure(wanted, controller.signal)
      .catch((failure: unknown) => {
        if (controller.signal.aborted) return
        // One that failed is not made again for this text.
        measured = true
        wanted = null
        onProblem(failure)
      })
      .finally(() => {
        underway = null
        begin()
      })
    underway = { controller, done }
  }

  function decided(event: JournalEvent): void {
    if (event.type === "test.started" || event.type === "session.paused") underway?.controller.abort()
    if (!isAnotherText(event)) return
    measured = false
    wanted = null
    underway?.controller.abort()
  }

  function told(event: JournalEvent): void {
    if (event.type === "session.resumed") begin()
    if (event.type !== "test.finished") return
    // What was changed since, also what is still being stored, is another text than that which passed.
    if (!measured && passed(log, event.data.run)) wanted = workOf(log, documents.told)
    begin()
  }

  const stops = [
    log.listen("decided", (events) => events.forEach(decided)),
    log.listen("told", (events) => events.forEach(told)),
  ]
  return {
    async close() {
      closed = true
      for (const stop of stops) stop()
      underway?.controller.abort()
      await Promise.race([underway?.done, log.broken])
    },
  }
}

function passed({ head: { run, agent } }: Log, id: string): boolean {
  return (
    agent !== null &&
    run?.id === id &&
    run.finished?.outcome === "passed" &&
    run.only.length === 0 &&
    run.changedBy === null
  )
}

function workOf({ told }: Log, documents: DocumentSet): Work | null {
  const open = openQuestion(told)
  if (!open) return null
  const files = new Map<string, Uint8Array>()
  for (const path of documents.paths(open.language)) {
    const document = documents.get(open.language, path)
    if (document) files.set(path, Buffer.from(content(document)))
  }
  return { question: open.id, version: open.version, language: open.language, files }
}

/** Whether what is open reads otherwise from here on. What the system opens is a file as it already was. */
function isAnotherText({ type, actor }: JournalEvent): boolean {
  switch (type) {
    case "doc.opened":
      return actor.kind !== "system"
    case "doc.changed":
    case "doc.renamed":
    case "doc.deleted":
    case "language.changed":
    case "question.opened":
    case "question.submitted":
    case "session.ended":
      return true
    default:
      return false
  }
}
