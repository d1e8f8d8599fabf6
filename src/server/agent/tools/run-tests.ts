/** run_tests: the question's visible tests, in the run that the candidate sees as well. */
import { z } from "zod"
import { clean } from "../../../core/agent/clean.ts"
import { listResults } from "../../../core/run-results.ts"
import type { RunState } from "../../../core/session.ts"
import type { TestResult } from "../../../protocol/ctrf.ts"
import { AppError } from "../../../protocol/errors.ts"
import type { EventData } from "../../../protocol/events.ts"
import { unlessAborted } from "../../abort.ts"
import { elapsed } from "../../clock.ts"
import type { StartedRun } from "../../room/test-runs.ts"
import { defineTool, fail } from "./define.ts"
import type { ToolParts } from "./parts.ts"
import { bounded, count, fromProgram } from "./present.ts"
import type { CallContext, Tool, ToolAnswer } from "./tool.ts"

const Input = z.object({
  only: z
    .array(z.string().min(1).max(2_048))
    .max(1_000)
    .optional()
    .describe("Tests by id or name, as a run before told them; all when left out"),
})

const DESCRIPTION =
  "Runs the tests that the candidate has, on the files as they are in the editor, with the same runner as the candidate's button; the candidate sees the run. Tells how many passed, and of each that did not: where it is and why."

/** Of one test, and how many are told in full. */
const TEXT = 2_000
const TOLD = 20
const AGAIN_MS = 100

export function createRunTests(parts: ToolParts): Tool {
  const definition = {
    name: "run_tests",
    description: DESCRIPTION,
    input: Input,
    readOnly: true,
    onProblem: parts.onProblem,
  } as const

  async function start(ids: readonly string[], { actor, signal }: CallContext): Promise<StartedRun> {
    const workspace = await parts.workspace()
    for (;;) {
      signal.throwIfAborted()
      try {
        return await parts.testRuns.start(actor, workspace, ids)
      } catch (failure) {
        if (!(failure instanceof AppError) || failure.code !== "run-in-progress") throw failure
        await unlessAborted(() => elapsed(parts.clock, AGAIN_MS), signal)
      }
    }
  }

  return defineTool(definition, async ({ only = [] }, context) => {
    const { signal } = context
    const chosen = choose(only, parts.log.told.run)
    if (chosen === null) return fail(unknown(only, parts.log.told.run))
    const run = await start(chosen, context)
    let ended = false
    const stop = (): void => {
      if (!ended && parts.log.head.run?.finished === null) parts.testRuns.cancel()
    }
    signal.addEventListener("abort", stop, { once: true })
    if (signal.aborted) stop()
    const finished = await run.done.finally(() => {
      ended = true
      signal.removeEventListener("abort", stop)
    })
    signal.throwIfAborted()
    const { run: state } = parts.log.told
    const results = state?.id === run.id ? listResults(state.results) : []
    const wanted = new Set(chosen)
    return report(finished, wanted.size > 0 ? results.filter(({ id }) => wanted.has(id)) : results, parts)
  })
}

/** The ids of what was asked for; null where something is neither a test's id nor its name. */
function choose(only: readonly string[], run: RunState | null): string[] | null {
  const tests = [...(run?.tests ?? []), ...(run ? listResults(run.results) : [])]
  const ids = only.flatMap((one) => {
    const exact = tests.filter(({ id }) => id === one)
    const named = tests.filter(({ name, suite }) => name === one || [...suite, name].join(" ") === one)
    const found = (exact.length > 0 ? exact : named).map(({ id }) => id)
    return found.length > 0 ? found : [null]
  })
  const known = ids.filter((id) => id !== null)
  return known.length === ids.length ? [...new Set(known)] : null
}

function unknown(only: readonly string[], run: RunState | null): string {
  if (!run) return `No test ran yet, so none is known by name: call run_tests without "only" first.`
  const ids = [...new Set([...run.tests, ...listResults(run.results)].map(({ id }) => id))]
  const names = ids.slice(0, 30).map(clean).join("\n")
  return bounded(
    `Not all of ${JSON.stringify(only.slice(0, 5))} are tests. The last run had:\n${fromProgram("run_tests", names)}`,
  )
}

async function report(
  { outcome, summary, message, output, reason }: EventData<"test.finished">,
  results: readonly TestResult[],
  { redact }: ToolParts,
): Promise<ToolAnswer> {
  const { tests, passed, failed, skipped, pending, other } = summary
  const counts = Object.entries({ failed, skipped, pending, other })
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `, ${number} ${name}`)
  const lines = [`${passed} of ${count(tests, "test")} passed${counts.join("")}.`]
  if (outcome !== "passed" && outcome !== "failed")
    lines.push(
      `The run did not come to its end: ${outcome}${reason && reason !== "exited" ? ` (${reason})` : ""}.`,
    )
  if (message) lines.push(message)
  const faulty = results.filter(({ status }) => status === "failed" || status === "other")
  for (const result of faulty.slice(0, TOLD)) lines.push("", told(result))
  if (faulty.length > TOLD)
    lines.push("", `And ${count(faulty.length - TOLD, "test")} more: run them by "only".`)
  if (faulty.length === 0 && outcome !== "passed" && output) lines.push("", clipped(output, 8_000))
  const text = bounded(await redact.text(clean(lines.join("\n"))))
  return { ok: outcome === "passed", text: fromProgram("run_tests", text) }
}

function told({ id, name, filePath, line, status, message, expected, actual, output }: TestResult): string {
  const where = line === undefined ? filePath : `${filePath}:${line}`
  const parts = [`${status === "failed" ? "FAILED" : "DID NOT END"} ${id}`, `name: ${name}`, `at: ${where}`]
  if (message) parts.push(`message: ${clipped(message, TEXT)}`)
  if (expected !== undefined) parts.push(`expected: ${clipped(expected, TEXT)}`)
  if (actual !== undefined) parts.push(`actual: ${clipped(actual, TEXT)}`)
  if (output) parts.push(`it printed: ${clipped(output, TEXT)}`)
  return parts.join("\n")
}

const clipped = (text: string, limit: number): string => bounded(text.trimEnd(), limit)
