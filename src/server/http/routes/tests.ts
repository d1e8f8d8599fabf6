/** Test runs and their reports. */
import { z } from "zod"
import { openQuestion } from "../../../core/session.ts"
import { AppError } from "../../../protocol/errors.ts"
import type { TestResult } from "../../../protocol/ctrf.ts"
import { RunReply, RunTests } from "../../../protocol/http.ts"
import type { Journal, Store } from "../../store/store.ts"
import { ctrfDocument } from "../../testing/ctrf.ts"
import { junitXml } from "../../testing/junit.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

export function testRoutes({ enter, whileRunning }: Entrance, store: Pick<Store, "journal">): Route[] {
  return [
    route({
      method: "POST",
      path: `${INTERVIEW}/run-tests`,
      summary: "Runs the visible tests and answers when they are done",
      query: As,
      body: RunTests,
      reply: RunReply,
      async handle({ request, body }) {
        const { guest, room, workspace, spend } = await whileRunning(request)
        spend("runs", 1)
        const run = await room.testRuns.start(guest.actor, workspace, body.only)
        const { outcome, summary, message } = await run.done
        const tests = await recordedResults(store.journal, room.log.told.id, run)
        return { run: run.id, outcome, summary, tests, ...(message === undefined ? {} : { message }) }
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/test-report`,
      summary: "The latest test run, as CTRF or JUnit XML",
      query: As.extend({ format: z.enum(["ctrf", "junit"]).default("ctrf") }),
      async handle({ request, query, reply }) {
        const { room } = await enter(request)
        const { run } = room.log.told
        const language = openQuestion(room.log.told)?.language
        if (!run?.finished || !language) throw new AppError("no-run", "Run the tests first.")
        const results = await recordedResults(store.journal, room.log.told.id, run)
        const { summary, message } = run.finished
        if (query.format === "ctrf") return ctrfDocument(language, results, summary, message)
        return reply.type("application/xml").send(junitXml(results, summary))
      },
    }),
  ]
}

/** The results of a run that is over, with all of their texts: the state keeps less. */
async function recordedResults(
  journal: Journal,
  session: string,
  { id, seq }: { id: string; seq: number },
): Promise<TestResult[]> {
  const results = new Map<string, TestResult>()
  for await (const { type, data } of journal.read(session, seq)) {
    if (type === "test.result" && data.run === id) results.set(data.result.id, data.result)
    if (type === "test.finished" && data.run === id) break
  }
  return [...results.values()]
}
