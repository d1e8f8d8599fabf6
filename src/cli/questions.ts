import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { Language } from "../protocol/ctrf.ts"
import type { QuestionFault } from "../core/question.ts"
import { systemClock } from "../server/clock.ts"
import type { CheckStep } from "../protocol/library.ts"
import { checkQuestions } from "../server/questions/check.ts"
import { exportQuestion } from "../server/questions/export.ts"
import { importQuestions } from "../server/questions/import.ts"
import { ImportRefused } from "../server/questions/import-refused.ts"
import { type QuestionReading, readLibrary, type StoredQuestion } from "../server/questions/library.ts"
import { createSuiteRunner } from "../server/questions/suite.ts"
import type { SandboxEngine } from "../server/sandbox/engine.ts"
import { createAdapters, SANDBOX_PLACES } from "../server/testing/adapters.ts"
import { readOptions, UsageError } from "./usage.ts"
import type { CommandIo } from "./verify.ts"

/** What the command needs of the machine. */
export interface QuestionTools {
  /** The folder of the built-in questions. */
  builtIn: string
  /** The engine that suites run in, opened only when there is something to run. */
  engine(): Promise<SandboxEngine>
}

class CannotRun extends Error {}

const EXIT = { sound: 0, unsound: 1, impossible: 2 } as const

/** Two languages at once keep two cores busy; more would push slow tests over their limits. */
const PARALLEL = 2

/**
 * Checks, imports or exports questions. Answers the exit code: 0 all sound or done, 1 a fault or a claim that does
 * not hold, 2 could not be done (an unreadable folder, no sandbox). Throws `UsageError`.
 */
export async function questionsCommand(
  argv: readonly string[],
  io: CommandIo,
  tools: QuestionTools,
): Promise<number> {
  const [name, ...rest] = argv
  const command = name === "check" ? check : name === "import" ? bring : name === "export" ? pack : null
  if (!command)
    throw new UsageError(name === undefined ? "Say what to do." : `There is no command "questions ${name}".`)
  const options = parse(rest)
  try {
    return await command(options, io, tools)
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error
    if (!(error instanceof ImportRefused || error instanceof CannotRun) && !("code" in error)) throw error
    io.err(explainError(error))
    return EXIT.impossible
  }
}

function explainError(error: Error & { code?: unknown; path?: unknown }): string {
  const { path } = error
  if (typeof path !== "string") return error.message
  if (error.code === "ENOENT") return `There is no ${path}.`
  if (error.code === "ENOTDIR") return `${path} is not a folder.`
  if (error.code === "EEXIST") return `${path} is there already: move it away, or choose another --out.`
  return error.message
}

interface Options {
  paths: string[]
  languages: Language[]
  out: string | undefined
  json: boolean
}

function parse(args: readonly string[]): Options {
  const { values, positionals } = readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      language: { type: "string", multiple: true },
      out: { type: "string" },
      json: { type: "boolean" },
    },
  })
  const languages = Language.array().safeParse(values.language ?? [])
  if (!languages.success) throw new UsageError(`The languages are ${Language.options.join(", ")}.`)
  return { paths: positionals, languages: languages.data, out: values.out, json: values.json ?? false }
}

async function check(
  { paths, languages, json }: Options,
  io: CommandIo,
  tools: QuestionTools,
): Promise<number> {
  const folders = paths.length > 0 ? paths : [tools.builtIn]
  const readings = (await Promise.all(folders.map(readLibrary))).flat()
  if (readings.length === 0) {
    io.err(`There are no questions in ${folders.join(", ")}: a question is a folder with a question.yaml.`)
    return EXIT.impossible
  }
  const faulty = readings.filter((reading) => !reading.ok)
  const sound = readings.flatMap((reading) => (reading.ok ? [reading.stored] : []))
  if (!json) for (const reading of faulty) for (const line of explainFaults(reading)) io.out(line)

  const steps = await prove(sound, languages, tools, (step) => {
    if (!json) io.out(explainStep(step))
  })
  const bad = steps.filter(({ ok }) => !ok).length + faulty.length
  if (json) io.out(JSON.stringify({ ok: bad === 0, faulty, steps }))
  else io.out(summary(sound, faulty.length, steps))
  return bad === 0 ? EXIT.sound : EXIT.unsound
}

async function prove(
  questions: readonly StoredQuestion[],
  languages: readonly Language[],
  tools: QuestionTools,
  onStep: (step: CheckStep) => void,
): Promise<CheckStep[]> {
  if (questions.length === 0) return []
  const engine = await tools.engine()
  const { ok, problems } = await engine.probe()
  if (!ok) throw new CannotRun(["No sandbox to run the tests in:", ...problems].join("\n"))
  const runSuite = createSuiteRunner({ engine, adapters: createAdapters(SANDBOX_PLACES), clock: systemClock })
  const wanted = languages.length > 0 ? { languages } : {}
  return checkQuestions(questions, { runSuite, parallel: PARALLEL, onStep, ...wanted })
}

function explainFaults(reading: QuestionReading & { ok: false }): string[] {
  const line = ({ path, problem, mend }: QuestionFault) =>
    `FAULT  ${basename(reading.folder)}/${path} ${problem}. ${mend}`
  return reading.faults.map(line)
}

function explainStep({ question, language, claim, name, ok, detail }: CheckStep): string {
  const what = name === undefined ? claim : `${claim} ${name}`
  return [ok ? "ok   " : "FAULT", question.padEnd(16), language.padEnd(10), what.padEnd(30), detail].join(
    "  ",
  )
}

function summary(sound: readonly StoredQuestion[], faulty: number, steps: readonly CheckStep[]): string {
  const held = steps.filter(({ ok }) => ok).length
  const versions = sound.map(({ question, version }) => `${question.manifest.id} ${version.slice(0, 12)}`)
  const folders = faulty > 0 ? `, ${faulty} folders with faults` : ""
  return `${held} of ${steps.length} claims hold${folders}. ${versions.join(", ")}`
}

async function bring({ paths, languages, out }: Options, io: CommandIo): Promise<number> {
  const [source, ...more] = paths
  const [language, ...others] = languages
  if (source === undefined || language === undefined || out === undefined || more.length + others.length > 0)
    throw new UsageError("Name one source, one --out and one --language.")
  for (const { folder, open } of await importQuestions(source, out, language)) {
    io.out(`Wrote ${folder}.`)
    for (const item of open) io.out(`  to do: ${item}`)
  }
  return EXIT.sound
}

async function pack({ paths, out }: Options, io: CommandIo): Promise<number> {
  const [folder, ...more] = paths
  if (folder === undefined || more.length > 0) throw new UsageError("Name one question's folder.")
  if (!(await stat(folder)).isDirectory()) throw new CannotRun(`${folder} is not a folder.`)
  const [reading] = await readLibrary(folder)
  if (!reading?.ok) {
    for (const line of reading ? explainFaults(reading) : []) io.err(line)
    return EXIT.unsound
  }
  const path = out ?? `${reading.stored.question.manifest.id}.zip`
  const { bytes } = await exportQuestion(reading.stored, path)
  io.out(`Wrote ${path} (${bytes} bytes), version ${reading.stored.version}.`)
  return EXIT.sound
}
