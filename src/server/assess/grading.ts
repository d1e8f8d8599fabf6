/**
 * Grades a submission: what the journal holds of the question at that moment goes into a sandbox of its own, the
 * authors' tests are laid over it, and every one of their tests must report. Only counts come back.
 */
import { randomUUID } from "node:crypto"
import { createDocumentSet } from "../../core/document-set.ts"
import { content } from "../../core/document.ts"
import type { Language, TestResult } from "../../protocol/ctrf.ts"
import type { EventData, EventOf, JournalEvent } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { unlessAborted } from "../abort.ts"
import type { Clock } from "../clock.ts"
import { gradingTests, layersOf } from "../questions/library.ts"
import type { Files, StoredQuestion } from "../questions/library.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Sandbox, SandboxEngine } from "../sandbox/engine.ts"
import type { TestAdapter } from "../testing/adapter.ts"
import { layPristine } from "../testing/pristine.ts"
import { createTestRun, prepareRun } from "../testing/test-run.ts"
import { createQueues } from "../workspace/queues.ts"

export type Grade = EventData<"question.graded">

export interface Grader {
  /**
   * Never throws for what the work does, only where there is no sandbox or question to grade it by. Rejects at once
   * when the signal aborts; its sandbox is then destroyed.
   */
  grade(version: string, language: Language, work: Files, signal: AbortSignal): Promise<Grade>
  /** Ends everything under way. */
  close(): Promise<void>
}

interface GraderParts {
  engine: SandboxEngine
  adapters: Record<Language, TestAdapter>
  questions: QuestionSource
  clock: Clock
}

const TTL_MS = 5 * 60_000

/** Gradings at once: many interviews may end in one moment, and a crowded machine would let tests run out of time. */
const AT_ONCE = 2

export function createGrader({ engine, adapters, questions, clock }: GraderParts): Grader {
  /** What a run of the authors' own solution reports: the tests that must pass. */
  const expected = new Map<string, Promise<Expected>>()
  const lanes = createQueues()
  const closing = new AbortController()
  const sandboxes = new Set<Promise<unknown>>()
  let started = 0

  function inSandbox<T>(
    files: Files,
    signal: AbortSignal,
    work: (sandbox: Sandbox) => Promise<T>,
  ): Promise<T> {
    const done = withSandbox(files, signal, work)
    sandboxes.add(done)
    done.catch(() => undefined).finally(() => sandboxes.delete(done))
    return done
  }

  async function withSandbox<T>(
    files: Files,
    signal: AbortSignal,
    work: (sandbox: Sandbox) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted()
    const { memoryBytes, processes } = LIMITS.run
    const sandbox = await engine.create({
      id: `grade-${randomUUID().slice(0, 13)}`,
      workspace: { kind: "own" },
      limits: { memoryBytes, processes, diskBytes: LIMITS.sandbox.diskBytes },
      network: "none",
      ttlMs: TTL_MS,
    })
    try {
      return await unlessAborted(() => fillAndWork(sandbox, files, work), signal)
    } finally {
      await sandbox.destroy()
    }
  }

  async function fillAndWork<T>(
    sandbox: Sandbox,
    files: Files,
    work: (sandbox: Sandbox) => Promise<T>,
  ): Promise<T> {
    for (const [path, bytes] of files) await sandbox.fs.write(path, bytes)
    return work(sandbox)
  }

  async function results(
    sandbox: Sandbox,
    language: Language,
    expect?: readonly string[],
  ): Promise<TestResult[]> {
    const prepared = await prepareRun(sandbox, adapters[language])
    const byId = new Map<string, TestResult>()
    const request = { only: [], root: "" }
    for await (const event of createTestRun({ prepared, request, clock, ...(expect && { expect }) })) {
      if (event.kind === "result") byId.set(event.result.id, event.result)
    }
    return [...byId.values()]
  }

  async function runSolution(stored: StoredQuestion, language: Language): Promise<Expected> {
    const ids = (files: Files): Promise<string[]> =>
      inSandbox(files, closing.signal, async (sandbox) => {
        const reported = await results(sandbox, language)
        // A run that was cut short would have everybody graded on fewer tests.
        if (reported.length === 0 || reported.some(({ status }) => status === "failed" || status === "other"))
          throw new Error(`The solution of ${stored.question.manifest.id} did not pass in ${language}`)
        return reported.filter(({ status }) => status === "passed").map(({ id }) => id)
      })
    const visible = await ids(layersOf(stored, language, ["starter", "solution", "visible"]))
    const all = await ids(layersOf(stored, language, ["starter", "solution", "visible", "hidden"]))
    return { visible: new Set(visible), all }
  }

  function expectedOf(version: string, stored: StoredQuestion, language: Language): Promise<Expected> {
    const key = `${version}:${language}`
    let known = expected.get(key)
    if (!known) {
      known = runSolution(stored, language)
      expected.set(key, known)
      known.catch(() => expected.delete(key))
    }
    return known
  }

  async function grade(
    version: string,
    language: Language,
    work: Files,
    signal: AbortSignal,
  ): Promise<Grade> {
    const stored = await questions.get(version)
    const { visible, all } = await unlessAborted(() => expectedOf(version, stored, language), signal)
    const pristine = [...gradingTests(stored, language)].map(([path, bytes]) => ({ path, bytes }))
    const graded = await inSandbox(work, signal, async (sandbox) => {
      await layPristine(sandbox.fs, language, "", pristine)
      return results(sandbox, language, all)
    })
    const passed = new Set(graded.filter(({ status }) => status === "passed").map(({ id }) => id))
    const count = (ids: string[]) => ({
      passed: ids.filter((id) => passed.has(id)).length,
      total: ids.length,
    })
    return {
      language,
      outcome: "graded",
      visible: count(all.filter((id) => visible.has(id))),
      hidden: count(all.filter((id) => !visible.has(id))),
    }
  }

  return {
    grade(version, language, work, signal) {
      const either = AbortSignal.any([signal, closing.signal])
      const lane = String(started++ % AT_ONCE)
      return unlessAborted(() => lanes.run(lane, () => grade(version, language, work, either)), either)
    },
    async close() {
      closing.abort()
      await Promise.allSettled(sandboxes)
    },
  }
}

interface Expected {
  visible: ReadonlySet<string>
  all: string[]
}

/** The text files of a question in a language as the journal has them at its submission. */
export async function submittedWork(
  journal: AsyncIterable<JournalEvent>,
  submitted: EventOf<"question.submitted">,
): Promise<Files> {
  const documents = createDocumentSet()
  for await (const event of journal) {
    if (event.seq > submitted.seq) break
    documents.fold(event)
  }
  const { language } = submitted.data
  const files = new Map<string, Uint8Array>()
  for (const path of documents.paths(language)) {
    const document = documents.get(language, path)
    if (document) files.set(path, Buffer.from(content(document)))
  }
  return files
}
