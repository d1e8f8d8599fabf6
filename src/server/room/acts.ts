/** What assessors do beside watching, and the candidate's part in it: decided, recorded, and marks told to who has the file. */
import { decideAct } from "../../core/acts/decide.ts"
import type { DecidedAct, Who } from "../../core/acts/decide.ts"
import type { Pointers } from "../../core/acts/pointers.ts"
import { hasAccess } from "../../core/acts/acts.ts"
import { mapPosition, since } from "../../core/document.ts"
import type { Act, AccessKind } from "../../protocol/acts.ts"
import { AssessorAct, CandidateAct, SharedAct } from "../../protocol/acts.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, JournalEvent } from "../../protocol/events.ts"
import type { Command } from "../../protocol/messages.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Outgoing } from "./client.ts"
import type { Documents } from "./documents.ts"
import type { Log } from "./log.ts"

export interface Acts {
  /** Resolves when it is durable. Throws `AppError` when it is refused. */
  perform(who: Who, act: Act): Promise<void>
  /** Throws `AppError` access-needed unless who writes is the candidate, or has the candidate's leave. */
  mayWrite(actor: Actor, kind: AccessKind): void
  /** What a window that is given a document has to know of its marks; null when there are none. */
  marks(language: Language, path: string): (Outgoing & { type: "marks" }) | null
  close(): void
}

interface ActsParts {
  log: Log
  documents: Documents
  questions: Pick<QuestionSource, "get">
  pointers: Pointers
  /** The journal of this session after an event. */
  journal(after: number): AsyncIterable<JournalEvent>
  /** To those who have the document open. */
  tell(language: Language, path: string, message: Outgoing): void
}

const KINDS: ReadonlySet<string> = new Set(
  [AssessorAct, CandidateAct, SharedAct].flatMap(({ options }) =>
    options.map(({ shape }) => shape.type.value),
  ),
)

export function isAct(command: Command): command is Act {
  return KINDS.has(command.type)
}

export function createActs({ log, documents, questions, pointers, journal, tell }: ActsParts): Acts {
  function marks(language: Language, path: string): (Outgoing & { type: "marks" }) | null {
    const document = documents.told.get(language, path)
    const list = [...pointers.of(language, path)]
    if (!document || list.length === 0) return null
    return { type: "marks", path, language, version: document.version, marks: list }
  }

  function show(language: Language, path: string): void {
    const version = documents.told.get(language, path)?.version ?? 0
    tell(language, path, marks(language, path) ?? { type: "marks", path, language, version, marks: [] })
  }

  /** A mark that is taken away is looked up before the fold forgets it. */
  function fold(events: readonly JournalEvent[]): void {
    for (const event of events) {
      const gone = event.type === "assessor.unpointed" ? pointers.placeOf(event.data.id) : null
      pointers.fold(event)
      if (event.type === "assessor.pointed") show(event.data.language, event.data.path)
      else if (gone) show(gone.language, gone.path)
    }
  }

  /** The whole lines that two positions of an earlier version are in now. */
  function place(act: Extract<Act, { type: "point" }>): DecidedAct {
    const { path, language, id, text, type } = act
    const document = documents.head.get(language, path)
    if (!document) throw new AppError("document-gone")
    const updates = since(document, act.version)
    if (!updates) throw new AppError("document-stale")
    const at = mapPosition(act.from, updates)
    const until = mapPosition(act.to, updates)
    const first = document.text.lineAt(Math.min(at, until, document.text.length))
    const last = document.text.lineAt(Math.min(Math.max(at, until), document.text.length))
    const lines = { from: first.number, to: last.number }
    return { type, id, text, path, language, version: document.version, from: first.from, to: last.to, lines }
  }

  async function whenWas(seq: number): Promise<number> {
    if (seq > log.told.seq) throw new AppError("bad-request", "The moment is still to come.")
    for await (const event of journal(seq - 1)) return event.at
    throw new AppError("bad-request")
  }

  async function mustHaveCriterion(question: string, criterion: number): Promise<void> {
    const asked = log.told.questions.find(({ id }) => id === question)
    const stored = asked && (await questions.get(asked.version))
    if (!stored?.question.manifest.rubric[criterion]) throw new AppError("act-unknown")
  }

  async function completed(act: Act): Promise<DecidedAct> {
    switch (act.type) {
      case "point":
        return place(act)
      case "note": {
        const { moment } = act
        return { ...act, moment: moment === null ? null : { seq: moment, at: await whenWas(moment) } }
      }
      case "rate":
        await mustHaveCriterion(act.question, act.criterion)
        return act
      default:
        return act
    }
  }

  const stop = log.listen("told", fold)

  return {
    async perform(who, act) {
      const decision = decideAct(log.head, await completed(act), who)
      if (!decision.ok) throw new AppError(decision.code)
      // What was done already is answered when it is durable.
      await (decision.events.length > 0 ? log.record(decision.events) : log.settled())
    },
    mayWrite(actor, kind) {
      if (actor.kind === "candidate" || hasAccess(log.head.acts, actor, kind)) return
      throw new AppError("access-needed")
    },
    marks,
    close: stop,
  }
}
