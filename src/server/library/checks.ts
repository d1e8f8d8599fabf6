/** Checks of drafts in the background: one at a time in a team, the next in a queue; how far they are is stored. */
import { randomUUID } from "node:crypto"
import { isKeptBack } from "../../core/question-parts.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Check, CheckStep } from "../../protocol/library.ts"
import type { Clock } from "../clock.ts"
import { checkQuestions } from "../questions/check.ts"
import type { RunSuite } from "../questions/check.ts"
import type { StoredQuestion } from "../questions/library.ts"
import { readDraft } from "./contents.ts"
import { digestOfDraft } from "./draft.ts"
import type { KeptQuestion, LibraryStore } from "./store.ts"

export interface Checks {
  /** Begins a check of the draft as it is now. Throws `AppError` question-unknown, check-running. */
  ask(organization: string, id: string, by: string): Promise<Check>
  /** Ends it early. Throws `AppError` question-unknown, no-check. */
  cancel(organization: string, id: string): Promise<Check>
  /** Ends all of them. */
  close(): Promise<void>
}

interface ChecksParts {
  store: LibraryStore
  runSuite: RunSuite
  /** What keeps suites from running here, in words; empty when nothing does. */
  obstacles(): Promise<readonly string[]>
  clock: Clock
  onProblem(problem: unknown): void
}

interface Job {
  readonly id: string
  readonly organization: string
  readonly question: string
  readonly stored: StoredQuestion
  readonly controller: AbortController
}

/** Two languages at once keep two cores busy; more would push slow tests over their limits. */
const PARALLEL = 2
const BEAT_MS = 20_000
/** A check of which nothing was heard for so long went down with its server. */
const LOST_MS = 90_000

const isUnderWay = ({ state }: Check): boolean => state === "queued" || state === "running"

/** The draft's last check as it stands, one whose server stopped being over; null for none. */
export function currentCheck({ checked }: Pick<KeptQuestion, "checked">, now: number): Check | null {
  if (!checked || !isUnderWay(checked) || now - checked.at < LOST_MS) return checked
  return { ...checked, state: "failed", problem: "The server stopped meanwhile. Check it again." }
}

export function createChecks({ store, runSuite, obstacles, clock, onProblem }: ChecksParts): Checks {
  /** By team; the first is the one that runs. */
  const queues = new Map<string, Job[]>()
  const running = new Set<Promise<void>>()
  const jobs = (): Job[] => [...queues.values()].flat()
  const beat = setInterval(() => {
    for (const job of jobs()) void note(job, {}).catch(onProblem)
  }, BEAT_MS)
  beat.unref()

  /** Writes down how far a check is; one that was cancelled meanwhile, here or by another server, ends. */
  async function note(job: Job, news: Partial<Check> | ((check: Check) => Partial<Check>)): Promise<void> {
    let stands = false
    await store.update(job.organization, job.question, (now) => {
      const { checked } = now
      if (checked?.id !== job.id || !isUnderWay(checked)) return null
      stands = true
      const changed = typeof news === "function" ? news(checked) : news
      return { ...now, checked: { ...checked, ...changed, at: clock.now() } }
    })
    if (!stands) job.controller.abort()
  }

  async function run(job: Job): Promise<void> {
    const { signal } = job.controller
    await note(job, { state: "running", before: 0 })
    const problems = await obstacles()
    if (problems.length > 0) return note(job, { state: "failed", problem: problems.join("\n") })
    let noted = Promise.resolve()
    const steps = await checkQuestions([job.stored], {
      parallel: PARALLEL,
      runSuite: (files, language) => runSuite(files, language, signal),
      onStep(step) {
        noted = noted.then(() => note(job, ({ steps }) => ({ steps: [...steps, step] })))
        noted.catch(onProblem)
      },
    })
    await noted
    if (!signal.aborted) await note(job, { state: steps.every(({ ok }) => ok) ? "passed" : "faulty", steps })
  }

  async function work(organization: string): Promise<void> {
    const queue = queues.get(organization) ?? []
    for (let job = queue[0]; job; job = queue[0]) {
      try {
        if (!job.controller.signal.aborted) await run(job)
      } catch (failure) {
        if (!job.controller.signal.aborted) {
          onProblem(failure)
          await note(job, { state: "failed", problem: "The tests could not be run. Try again." }).catch(
            onProblem,
          )
        }
      }
      queue.shift()
      for (const [before, waiting] of queue.entries())
        await note(waiting, { before: before + 1 }).catch(onProblem)
    }
    queues.delete(organization)
  }

  function enqueue(job: Job): void {
    const queue = queues.get(job.organization)
    if (queue) {
      queue.push(job)
      return
    }
    queues.set(job.organization, [job])
    const working = work(job.organization).finally(() => running.delete(working))
    running.add(working)
  }

  return {
    async ask(organization, id, by) {
      const kept = await store.find(organization, id)
      if (!kept) throw new AppError("question-unknown")
      const reading = await readDraft(store, kept)
      const now = clock.now()
      const check: Check = {
        id: randomUUID(),
        digest: digestOfDraft(kept.files),
        state: reading.ok ? "queued" : "faulty",
        asked: { at: now, by },
        at: now,
        before: queues.get(organization)?.length ?? 0,
        claims: reading.ok ? claimsOf(reading.stored) : 0,
        faults: reading.ok ? [] : reading.faults,
        steps: [],
      }
      await store.update(organization, id, (question) => {
        const last = currentCheck(question, now)
        if (last && isUnderWay(last)) throw new AppError("check-running")
        return { ...question, checked: check }
      })
      if (reading.ok) {
        const { stored } = reading
        enqueue({ id: check.id, organization, question: id, stored, controller: new AbortController() })
      }
      return check
    },

    async cancel(organization, id) {
      const now = clock.now()
      const changed = await store.update(organization, id, (question) => {
        const { checked } = question
        if (!checked || !isUnderWay(checked)) throw new AppError("no-check")
        return { ...question, checked: { ...checked, state: "cancelled", at: now } }
      })
      if (!changed?.checked) throw new AppError("question-unknown")
      const { checked } = changed
      jobs()
        .find((job) => job.id === checked.id)
        ?.controller.abort()
      return checked
    },

    async close() {
      clearInterval(beat)
      for (const job of jobs()) {
        await note(job, { state: "cancelled" }).catch(() => undefined)
        job.controller.abort()
      }
      await Promise.all(running)
    },
  }
}

/** How many claims a check of the whole question puts to the test. */
function claimsOf({ question: { manifest, files } }: StoredQuestion): number {
  const each = 2 + (manifest.growth ? 1 : 0)
  return [...files.values()].reduce((sum, { wrong }) => sum + each + wrong.size, 0)
}

/** What a check lets somebody know who may not read hidden tests and solutions. */
export function checkForViewers(check: Check): Check {
  const shown = ({ output: _output, ...step }: CheckStep): CheckStep => ({
    ...step,
    detail: step.ok ? step.detail : "Does not hold.",
  })
  const faults = check.faults.filter(({ path }) => !isKeptBack(path))
  return { ...check, faults, steps: check.steps.map(shown) }
}
