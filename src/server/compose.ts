/** Puts the server together; this and `compose/` are the one place that names concrete adapters. */
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import type { Accounts } from "./accounts/accounts.ts"
import { systemClock } from "./clock.ts"
import type { Ground } from "./compose/ground.ts"
import { composeInterviews } from "./compose/interviews.ts"
import { composeTeam } from "./compose/team.ts"
import type { Config } from "./config.ts"
import { proxiesOf } from "./http/address.ts"
import { createApp } from "./http/app.ts"
import { findInstallation } from "./installation.ts"
import type { QuestionLibrary } from "./library/library.ts"
import type { QuestionSource } from "./questions/source.ts"
import type { Retention } from "./retention/retention.ts"
import type { Registry } from "./room/registry.ts"
import type { SandboxEngine } from "./sandbox/engine.ts"
import { createLocalEngine } from "./sandbox/local/local.ts"
import { createScope } from "./scope.ts"
import type { Scope } from "./scope.ts"
import { loadSecrets } from "./secrets.ts"
import { loadSettings } from "./settings/settings.ts"
import { serveSockets } from "./socket/sockets.ts"
import { lockDataFolder } from "./store/lock.ts"
import { openStore } from "./store/open.ts"
import type { Store } from "./store/store.ts"

export interface Composed {
  readonly store: Store
  readonly questions: QuestionSource
  readonly registry: Registry
  readonly accounts: Accounts
  readonly retention: Retention
  readonly library: QuestionLibrary
  /** Where the server is reached. */
  readonly url: string
  /** The sandboxes on this machine, which outlive the server. */
  readonly sandboxes: Pick<SandboxEngine, "list">
  close(): Promise<void>
}

/** Starts everything; when a part fails, what was started before is closed again. */
export async function compose(config: Config, log: (message: string) => void): Promise<Composed> {
  const scope = createScope()
  try {
    return await start(config, log, scope)
  } catch (failure) {
    await scope.close()
    throw failure
  }
}

async function start(config: Config, log: (message: string) => void, scope: Scope): Promise<Composed> {
  let listening: string | null = null
  const origin = (): string => config.publicUrl ?? listening ?? `http://${config.host}:${config.port}`
  const ground = await layGround(config, log, scope, origin)
  const { store, engine, clock, installation, onProblem } = ground
  const interviews = await composeInterviews(ground)
  const team = await composeTeam(ground, interviews, log)
  const isProxy = proxiesOf(config.proxies)
  const app = await createApp({
    ...ground,
    ...interviews,
    ...team,
    isProxy,
    environmentModel: config.model,
    publicUrl: config.publicUrl,
    web: installation.web,
    version: installation.version,
    ready: () => whatIsWrong(ground),
  })
  scope.add(() => app.close())
  const sockets = serveSockets({
    server: app.server,
    access: team.access,
    registry: interviews.registry,
    publicUrl: config.publicUrl,
    isProxy,
    clock,
    onProblem,
  })
  scope.add(sockets.close)
  await interviews.registry.resume()
  listening = await app.listen({ port: config.port, host: config.host })
  return {
    store,
    questions: interviews.questions,
    registry: interviews.registry,
    accounts: team.accounts,
    retention: team.retention,
    library: team.library,
    url: origin(),
    sandboxes: engine,
    close: () => scope.close(),
  }
}

async function layGround(
  config: Config,
  log: (message: string) => void,
  scope: Scope,
  origin: () => string,
): Promise<Ground> {
  const clock = systemClock
  const onProblem = (problem: unknown): void => {
    if (!scope.closed) log(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem))
  }
  const { dataFolder } = config
  const installation = await findInstallation()
  const store = await openStore({
    dataDir: dataFolder,
    databaseUrl: config.databaseUrl ?? undefined,
    clock,
    log,
  })
  scope.add(() => store.close())
  await mkdir(dataFolder, { recursive: true })
  // Wherever the database is, the sandboxes in there are this server's alone.
  const lock = await lockDataFolder(dataFolder)
  scope.add(() => lock.release())
  const engine = await createLocalEngine({
    root: join(dataFolder, "sandboxes"),
    ...installation.sandbox,
    onProblem,
  })
  const probe = await engine.probe()
  if (!probe.ok) log(["Candidate code cannot run on this machine yet:", ...probe.problems].join("\n"))
  const secrets = await loadSecrets(dataFolder, config.secret)
  const settings = await loadSettings({ store: store.settings, secrets, clock, onProblem })
  scope.add(() => settings.close())
  return { config, installation, store, engine, secrets, settings, clock, scope, origin, onProblem }
}

/** Why interviews cannot be held at the moment; empty when they can. */
async function whatIsWrong({ engine, store }: Ground): Promise<string[]> {
  const { ok, problems } = await engine.probe()
  const stored = await store.sessions.exists("").then(
    () => [],
    () => ["The database does not answer."],
  )
  return [...(ok ? [] : problems), ...stored]
}
