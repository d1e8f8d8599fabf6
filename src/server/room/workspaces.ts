/**
 * Which workspace is open: that of the open question in its language. The one before is kept frozen while the
 * candidate tries another language, and destroyed when the question is left.
 */
import { openQuestion } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Problem } from "../../protocol/errors.ts"
import type { Actor, JournalEvent } from "../../protocol/events.ts"
import { elapsed } from "../clock.ts"
import type { Clock } from "../clock.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Sandbox, SandboxEngine } from "../sandbox/engine.ts"
import type { Blobs } from "../store/store.ts"
import { createQueues } from "../workspace/queues.ts"
import { createSandbox, openWorkspace } from "../workspace/workspace.ts"
import type { Workspace } from "../workspace/workspace.ts"
import type { Documents } from "./documents.ts"
import type { Log } from "./log.ts"
import { createLosses } from "./losses.ts"

export type WorkspaceStatus =
  | { status: "closed" | "preparing" | "ready" }
  | { status: "failed"; problem: Problem }

export interface Workspaces {
  readonly status: WorkspaceStatus
  /** The workspace of the open question, once it is ready. Throws `AppError` when there is none or it failed. */
  current(): Promise<Workspace>
  /** Tries again after a failure. */
  retry(): void
  /** Leaves the sandboxes running, for a server that stops. */
  close(): Promise<void>
}

interface WorkspacesParts {
  session: string
  log: Log
  documents: Documents
  engine: SandboxEngine
  blobs: Blobs
  questions: QuestionSource
  clock: Clock
  onStatus(status: WorkspaceStatus): void
  onFolders(folders: readonly string[] | null): void
  onProblem(problem: unknown): void
}

const STARTER: Actor = { kind: "system", id: "starter" }
/** For pauses and extensions: a sandbox that outlived its time would take its shells along in mid-interview. */
const TTL_MARGIN_MS = 12 * 3_600_000

export function createWorkspaces(parts: WorkspacesParts): Workspaces {
  const { session, log, documents, questions } = parts
  const opened = new Map<string, Promise<Workspace>>()
  const queues = createQueues()
  const losses = createLosses(parts.clock)
  let status: WorkspaceStatus = { status: "closed" }
  let closed = false

  function show(next: WorkspaceStatus): void {
    status = next
    parts.onStatus(next)
  }

  function idOf(question: string, language: Language): string {
    const index = log.head.questions.findIndex(({ id }) => id === question)
    return `${session}-${index}-${language}`
  }

  const ttlMs = (): number => log.head.clock.durationMs + TTL_MARGIN_MS

  /** Starter and visible tests become documents, unless this language was opened before. */
  async function layOut(version: string, language: Language): Promise<void> {
    if (documents.told.paths(language).length > 0) return
    await documents.open(STARTER, language, await questions.starter(version, language))
  }

  async function prepare(question: string, version: string, language: Language): Promise<Workspace> {
    await layOut(version, language)
    return openWorkspace({
      ...parts,
      id: idOf(question, language),
      question,
      language,
      ttlMs: ttlMs(),
    })
  }

  /** Before the start: a sandbox for the first question, so that the person sees that there will be one. */
  async function warmUp(): Promise<void> {
    const [first] = log.told.questions
    if (!first || log.told.phase.phase !== "consented") return
    show({ status: "preparing" })
    try {
      const sandbox = await createSandbox(idOf(first.id, first.language), parts.engine, ttlMs())
      await sandbox.detach()
      if (log.told.phase.phase === "consented") show({ status: "ready" })
    } catch (failure) {
      fail(failure)
    }
  }

  function fail(failure: unknown): void {
    parts.onProblem(failure)
    const refusal = failure instanceof AppError ? failure : new AppError("sandbox-unavailable")
    show({ status: "failed", problem: refusal.toProblem() })
  }

  function ensure(): void {
    const question = openQuestion(log.told)
    if (!question) return
    const key = idOf(question.id, question.language)
    const isCurrent = (): boolean => {
      const now = openQuestion(log.told)
      return now !== null && idOf(now.id, now.language) === key
    }
    show({ status: "preparing" })
    const known = opened.get(key)
    const workspace = known ?? prepare(question.id, question.version, question.language)
    opened.set(key, workspace)
    const settled = workspace.then(
      async ({ sandbox }) => {
        void sandbox.closed.then((end) => lost(key, workspace, end)).catch(parts.onProblem)
        await (log.told.phase.phase === "paused" ? sandbox.freeze() : sandbox.thaw())
        losses.well()
        if (isCurrent()) show({ status: "ready" })
      },
      (failure: unknown) => {
        opened.delete(key)
        if (isCurrent()) fail(failure)
      },
    )
    settled.catch(parts.onProblem)
  }

  /** A sandbox that went away by itself is made anew from the documents. */
  async function lost(
    key: string,
    workspace: Promise<Workspace>,
    { reason, fault }: Awaited<Sandbox["closed"]>,
  ): Promise<void> {
    if (reason === "destroyed" || opened.get(key) !== workspace) return
    opened.delete(key)
    const { count, waitMs } = losses.lost()
    if (fault) parts.onProblem(new Error(`Sandbox ${key} was cut off (loss ${count}). ${fault}`))
    await workspace.then((one) => one.close("detach")).catch(parts.onProblem)
    if (currentKey() !== key) return
    show({ status: "preparing" })
    if (waitMs > 0) await elapsed(parts.clock, waitMs)
    if (currentKey() === key && !opened.has(key) && !closed) ensure()
  }

  async function freeze(except: string | null): Promise<void> {
    for (const [key, workspace] of opened) {
      if (key !== except) await workspace.then((one) => one.sandbox.freeze()).catch(parts.onProblem)
    }
  }

  /** Destroys what a question had in any language, also what a server before this one left running. */
  async function destroy(question: string): Promise<void> {
    const { languages = [] } = log.told.questions.find(({ id }) => id === question) ?? {}
    for (const language of languages) {
      const key = idOf(question, language)
      const workspace = await opened.get(key)?.catch(() => null)
      opened.delete(key)
      const ended = workspace
        ? workspace.close("destroy")
        : parts.engine.attach(key).then((one) => one?.destroy())
      await ended.catch(parts.onProblem)
    }
  }

  /** An interview that ended before its start has a sandbox made ready for it. */
  async function destroyUnopened(): Promise<void> {
    const [first] = log.told.questions
    if (first?.status === "locked") await destroy(first.id)
  }

  async function follow(event: JournalEvent): Promise<void> {
    switch (event.type) {
      case "session.consented":
        return warmUp()
      case "question.submitted":
        return destroy(event.question ?? "")
      case "question.opened":
        losses.forget()
        return ensure()
      case "language.changed": {
        const question = openQuestion(log.told)
        await freeze(question && idOf(question.id, question.language))
        return ensure()
      }
      case "session.paused":
        return freeze(null)
      case "session.resumed": {
        const workspace = await opened.get(currentKey() ?? "")
        return workspace?.sandbox.thaw()
      }
      case "session.ended":
        show({ status: "closed" })
        return destroyUnopened()
      default:
    }
  }

  function currentKey(): string | null {
    const question = openQuestion(log.told)
    return question && idOf(question.id, question.language)
  }

  const stop = log.listen("told", (events) => {
    if (events.some(({ type }) => type === "question.opened" || type === "language.changed"))
      show({ status: "preparing" })
    for (const event of events) void queues.run("follow", () => follow(event)).catch(parts.onProblem)
  })
  if (log.told.phase.phase === "consented") void queues.run("follow", warmUp)
  else ensure()

  return {
    get status() {
      return status
    },
    async current() {
      // What was told a moment ago may still be waiting for the workspace before it to be left.
      await queues.idle()
      const key = currentKey()
      const workspace = key === null ? undefined : opened.get(key)
      if (!workspace) throw new AppError(key === null ? "session-not-running" : "sandbox-unavailable")
      return workspace
    },
    retry() {
      if (status.status === "failed") ensure()
    },
    async close() {
      stop()
      closed = true
      for (const workspace of opened.values())
        await workspace.then((one) => one.close("detach")).catch(() => undefined)
    },
  }
}
