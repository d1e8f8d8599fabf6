/**
 * Runs the tests in the open workspace, one run at a time, each event recorded as it comes. A run that a server
 * before this one left under way is ended first, or nobody could start another.
 */
import { randomUUID } from "node:crypto"
import { openQuestion } from "../../core/session.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, Draft, EventData, EventOf } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { CollectedTest } from "../testing/adapter.ts"
import type { RunEvent } from "../testing/ledger.ts"
import { createTestRun } from "../testing/test-run.ts"
import type { WarmRuns } from "../testing/warm-runs.ts"
import type { Workspace } from "../workspace/workspace.ts"
import type { Log } from "./log.ts"

export interface TestRuns {
  /**
   * Starts a run of the tests by id, or all. Resolves once the start is recorded; `done` when the end is.
   * Throws `AppError` run-in-progress.
   */
  start(actor: Actor, workspace: Workspace, only: readonly string[]): Promise<StartedRun>
  /** Throws `AppError` no-run. */
  cancel(): void
  /** Ends the run that is under way and the runner that waits: their question was left, or the interview paused. */
  stop(): void
  /** Has a runner ready for the next run. */
  warm(workspace: Workspace): void
  close(): Promise<void>
}

export interface StartedRun {
  id: string
  /** The event that started it. */
  seq: number
  done: Promise<EventData<"test.finished">>
}

/** Answers the number of the event. */
type Recorder = (act: Pick<Draft, "type" | "data">) => Promise<number>

interface TestRunsParts {
  log: Log
  warmRuns: WarmRuns
  clock: Clock
  onProblem(problem: unknown): void
}

const TOO_MANY = `The run was stopped: it tells of more than ${LIMITS.run.tests} tests, or of very long names. Run fewer at once.`
const CUT_SHORT = "The run was cut short when the server had to start anew. Run the tests again."
const NO_TESTS = { tests: 0, passed: 0, failed: 0, skipped: 0, pending: 0, other: 0 }

export function createTestRuns({ log, warmRuns, clock, onProblem }: TestRunsParts): TestRuns {
  let running: { controller: AbortController; done: Promise<unknown> } | null = null

  const warmed = new Set<string>()

  function warm({ sandbox, language }: Workspace): void {
    warmed.add(sandbox.id)
    warmRuns.prepare(sandbox.id, language)
  }

  function recorder(actor: Actor, question: string): Recorder {
    return async (act) => {
      const [event] = await log.record([{ actor, question, ...act } as Draft])
      return event!.seq
    }
  }

  async function run(
    record: Recorder,
    id: string,
    workspace: Workspace,
    only: readonly string[],
    signal: AbortSignal,
  ) {
    const { language, sandbox } = workspace
    const taken = warmRuns.take(sandbox.id, language)
    try {
      await workspace.disk.flush()
      const prepared = await taken
      const request = { only, root: "" }
      let finished: EventData<"test.finished"> | null = null
      const found = { tests: 0, names: 0 }
      const told = { tests: 0, names: 0 }
      for await (const event of createTestRun({ prepared, request, clock, signal })) {
        if (event.kind === "collected") for (const test of event.tests) add(found, test)
        if (event.kind === "result") add(told, event.result)
        if (isTooMany(found) || isTooMany(told)) return await end(record, id, TOO_MANY)
        const act = actOf(id, event)
        if (act) await record(act)
        if (act?.type === "test.finished") finished = act.data
      }
      return finished!
    } finally {
      taken.then((ready) => ready.sandbox.destroy()).catch(() => undefined)
      if (!signal.aborted) warm(workspace)
    }
  }

  function failed(record: Recorder, id: string, failure: unknown): Promise<EventData<"test.finished">> {
    if (!(failure instanceof AppError)) onProblem(failure)
    const said = failure instanceof AppError ? failure.message : "The tests could not be started. Try again."
    return end(record, id, said)
  }

  /** The end of a run that has none of its own. */
  async function end(record: Recorder, id: string, message: string): Promise<EventData<"test.finished">> {
    const now = clock.now()
    const summary = { ...NO_TESTS, start: now, stop: now }
    const data = { run: id, outcome: "error" as const, summary, message }
    await record({ type: "test.finished", data })
    return data
  }

  const { run: before } = log.told
  const question = openQuestion(log.told)
  if (before && !before.finished && question)
    end(recorder(before.by, question.id), before.id, CUT_SHORT).catch(onProblem)

  return {
    async start(actor, workspace, only) {
      if (running) throw new AppError("run-in-progress")
      const id = randomUUID().slice(0, 13)
      const controller = new AbortController()
      const record = recorder(actor, workspace.question)
      const started = record({
        type: "test.started",
        data: { run: id, language: workspace.language, only: [...only] },
      })
      const done = started
        .then(() => run(record, id, workspace, only, controller.signal))
        .catch((failure: unknown) => failed(record, id, failure))
        .finally(() => (running = null))
      running = { controller, done }
      done.catch(() => undefined)
      return { id, seq: await started, done }
    },
    cancel() {
      if (!running) throw new AppError("no-run")
      running.controller.abort()
    },
    stop() {
      running?.controller.abort()
      for (const id of warmed) warmRuns.drop(id).catch(onProblem)
      warmed.clear()
    },
    warm,
    async close() {
      running?.controller.abort()
      await running?.done.catch(() => undefined)
    },
  }
}

interface Count {
  tests: number
  /** Characters. */
  names: number
}

function add(count: Count, { id, name, suite, filePath }: CollectedTest): void {
  count.tests++
  count.names += id.length + name.length + filePath.length
  for (const part of suite) count.names += part.length
}

const isTooMany = ({ tests, names }: Count): boolean =>
  tests > LIMITS.run.tests || names > LIMITS.run.testNames

type TestAct =
  | Pick<EventOf<"test.collected"> | EventOf<"test.result">, "type" | "data">
  | Pick<EventOf<"test.finished">, "type" | "data">

/** The journal's word for what a run told; errors are gathered in its end. */
function actOf(run: string, event: RunEvent): TestAct | null {
  switch (event.kind) {
    case "collected":
      return { type: "test.collected", data: { run, tests: event.tests } }
    case "result":
      return { type: "test.result", data: { run, result: event.result } }
    case "error":
      return null
    case "finished": {
      const { outcome, summary, reason, running, message, output } = event
      const data = {
        run,
        outcome,
        summary,
        reason,
        ...(running.length > 0 && { running: running.slice(0, 64) }),
        ...(message === undefined ? {} : { message }),
        output: output.slice(-LIMITS.run.shownOutput).toWellFormed(),
      }
      return { type: "test.finished", data }
    }
  }
}
