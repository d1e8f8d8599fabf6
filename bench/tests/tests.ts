/** From the click to the first and the last test's result, through the whole server, beside the bare command. */
import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { z } from "zod"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { startChild } from "../lib/child.ts"
import { begin } from "../lib/interview.ts"
import { atMost } from "../lib/row.ts"
import type { Bench, Row } from "../lib/row.ts"
import type { ServerApi } from "../lib/server.ts"
import { interleave, median, spread, timed } from "../lib/statistics.ts"
import { until } from "../lib/until.ts"
import { LANGUAGES, workspaceOf, writeFiles, writeQuestion } from "./question.ts"
import type { TinyLanguage } from "./question.ts"

const root = join(import.meta.dirname, "../..")
const jest = join(root, "toolchain/javascript/node_modules")
/** Between the hint that a run is likely and the click. */
const WARMING_MS = 1_500

const BUDGET: Record<TinyLanguage, number> = { python: 0.35, javascript: 0.5, go: 1.1 }
const RUNNER: Record<TinyLanguage, string> = { python: "pytest", javascript: "jest", go: "go test" }

interface Clicked {
  first: number
  last: number
}

async function click(view: LiveSession): Promise<Clicked> {
  await view.command({ type: "warm-tests" })
  await new Promise((resolve) => setTimeout(resolve, WARMING_MS))
  const before = view.getState().session?.run?.id
  const start = performance.now()
  const sent = view.command({ type: "run-tests", only: [] })
  const run = () => {
    const now = view.getState().session?.run
    return now && now.id !== before ? now : null
  }
  await until(view, () => (run()?.results.pages.length ?? 0) > 0 || (run()?.finished ?? null) !== null)
  const first = performance.now() - start
  await until(view, () => (run()?.finished ?? null) !== null)
  const last = performance.now() - start
  await sent
  const finished = run()?.finished
  if (finished?.summary.passed !== 4) throw new Error(`The run went wrong: ${JSON.stringify(finished)}`)
  return { first, last }
}

/** The command a person would type, in a folder of its own, with its caches warm. */
async function bareCommand(language: TinyLanguage, folder: string): Promise<() => Promise<number>> {
  await writeFiles(folder, workspaceOf(language))
  const options = {
    cwd: folder,
    env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOTOOLCHAIN: "local" },
  }
  const run = (file: string, args: readonly string[]) => () =>
    timed(() => promisify(execFile)(file, args, options))
  switch (language) {
    case "python":
      return run("/usr/bin/python3", ["-m", "pytest", "-q", "--junitxml=report.xml"])
    case "javascript": {
      const config = { transform: { "\\.[jt]sx?$": join(jest, "@swc/jest") }, rootDir: folder }
      return run(process.execPath, [join(jest, "jest/bin/jest.js"), "--config", JSON.stringify(config)])
    }
    case "go": {
      const stamp = await readFile(join(root, "build/toolchain/go/stamp.json"), "utf8")
      const { goroot } = z.object({ goroot: z.string() }).parse(JSON.parse(stamp))
      return run(join(goroot, "bin/go"), ["test", "-json", "-count=1", "./..."])
    }
  }
}

async function measure(view: LiveSession, language: TinyLanguage, folder: string, rounds: number) {
  const now = view.getState().session
  if (now?.questions[now.current ?? 0]?.language !== language) {
    await view.command({ type: "change-language", language })
    await until(view, ({ session, workspace }) => {
      const open = session?.questions[session.current ?? 0]
      return open?.language === language && workspace.status === "ready"
    })
  }
  const work: Record<"bare" | "ours", () => Promise<Clicked>> = {
    bare: await bareCommand(language, folder).then((run) => async () => {
      const took = await run()
      return { first: took, last: took }
    }),
    ours: () => click(view),
  }
  await interleave(1, work)
  return interleave(rounds, work)
}

export const tests: Bench = async ({ long }) => {
  const folder = await mkdtemp(join(tmpdir(), "ilm-bench-tests-"))
  const server = await startChild<ServerApi>(join(import.meta.dirname, "../lib/server.ts"))
  try {
    await writeQuestion(join(folder, "library"))
    const view = await begin(await server.ask("interview", join(folder, "library")))
    const rows: Row[] = []
    for (const language of LANGUAGES) {
      const times = await measure(view, language, join(folder, language), long ? 15 : 5)
      const first = times.ours.map((one) => one.first)
      const last = times.ours.map((one) => one.last)
      const peer = { name: RUNNER[language], value: median(times.bare.map((one) => one.last)) }
      rows.push(
        atMost(BUDGET[language], {
          work: `click to first result, ${RUNNER[language]}, 4 tests`,
          unit: "ms",
          peer,
          ours: median(first),
          note: `first ${spread(first)}; last result and end of the run ${spread(last)} (p50 / p95 / p99)`,
        }),
      )
    }
    view.close()
    return rows
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
