/** Puts the server together: the one place that names concrete adapters. */
import { randomUUID } from "node:crypto"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { createGrowthLab, unhurried } from "./agent/growth-lab.ts"
import { createModelSource } from "./agent/model/source.ts"
import { createAccounts } from "./accounts/accounts.ts"
import type { Accounts } from "./accounts/accounts.ts"
import { createAudit } from "./accounts/audit.ts"
import { createMembers } from "./accounts/members.ts"
import { createAssessments } from "./assessments/assessments.ts"
import { createInvitations } from "./assessments/invitations.ts"
import { createOpening } from "./assessments/opening.ts"
import { createPost } from "./assessments/post.ts"
import { createGrader } from "./assess/grading.ts"
import { systemClock } from "./clock.ts"
import type { Config } from "./config.ts"
import { createAccess } from "./http/access.ts"
import { createGuesses } from "./http/guesses.ts"
import { createApp } from "./http/app.ts"
import { findInstallation } from "./installation.ts"
import { readBuiltIn } from "./library/built-in.ts"
import { createChecks } from "./library/checks.ts"
import { createEditing } from "./library/editing.ts"
import { createLibrary } from "./library/library.ts"
import type { QuestionLibrary } from "./library/library.ts"
import { createJobs } from "./jobs/pg-boss.ts"
import { createWebhooks } from "./webhooks/webhooks.ts"
import type { ModelSource } from "./agent/model/model.ts"
import type { ModelSettings } from "./agent/model/source.ts"
import { createRetention } from "./retention/retention.ts"
import type { Retention } from "./retention/retention.ts"
import { createHealth } from "./settings/health.ts"
import { loadSettings, modelOf, ssoOf } from "./settings/settings.ts"
import { createSmtpMailer } from "./mail/smtp.ts"
import { createQuestionSource } from "./questions/source.ts"
import type { QuestionSource } from "./questions/source.ts"
import { createSuiteRunner } from "./questions/suite.ts"
import { loadOrCreateSigningKey } from "./record/key.ts"
import { createNotary, KEY_NAME } from "./record/notary.ts"
import { createRegistry } from "./room/registry.ts"
import type { Registry } from "./room/registry.ts"
import { createLocalEngine } from "./sandbox/local/local.ts"
import type { SandboxEngine } from "./sandbox/engine.ts"
import { loadSecrets } from "./secrets.ts"
import { createScope } from "./scope.ts"
import { serveSockets } from "./socket/sockets.ts"
import { lockDataFolder } from "./store/lock.ts"
import { openStore } from "./store/open.ts"
import { createWalls } from "./wall/walls.ts"
import type { Store } from "./store/store.ts"
import { createAdapters, SANDBOX_PLACES } from "./testing/adapters.ts"
import { createWarmRuns } from "./testing/warm-runs.ts"
import { LIMITS } from "../protocol/limits.ts"

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

async function start(
  config: Config,
  log: (message: string) => void,
  scope: ReturnType<typeof createScope>,
): Promise<Composed> {
  const clock = systemClock
  const onProblem = (problem: unknown): void => {
    if (!scope.closed) log(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem))
  }
  const installation = await findInstallation()

  const store = await openStore({
    dataDir: config.dataFolder,
    databaseUrl: config.databaseUrl ?? undefined,
    clock,
    log,
  })
  scope.add(() => store.close())
  await mkdir(config.dataFolder, { recursive: true })
  // Wherever the database is, the sandboxes in there are this server's alone.
  const lock = await lockDataFolder(config.dataFolder)
  scope.add(() => lock.release())
  const engine = await createLocalEngine({
    root: join(config.dataFolder, "sandboxes"),
    ...installation.sandbox,
    onProblem,
  })
  const probe = await engine.probe()
  if (!probe.ok) log(["Candidate code cannot run on this machine yet:", ...probe.problems].join("\n"))
  const questions = createQuestionSource(store.blobs)
  const library = createLibrary({
    store: store.library,
    questions,
    builtIn: await readBuiltIn(installation.questions, log),
    clock,
  })
  const editing = createEditing({ store: store.library, blobs: store.blobs, library, questions, clock })
  const adapters = createAdapters(SANDBOX_PLACES)
  const checks = createChecks({
    store: store.library,
    runSuite: createSuiteRunner({ engine, adapters, clock }),
    obstacles: async () => (await engine.probe()).problems,
    clock,
    onProblem,
  })
  scope.add(() => checks.close())
  const warmRuns = createWarmRuns({
    create: (workspace) => createRunSandbox(engine, workspace),
    adapters,
    clock,
  })
  scope.add(() => warmRuns.close())
  const grader = createGrader({ engine, adapters, questions, clock })
  scope.add(() => grader.close())
  const notary = createNotary({
    privateKey: await loadOrCreateSigningKey(config.dataFolder),
    keyName: KEY_NAME,
  })
  const secrets = await loadSecrets(config.dataFolder, config.secret)
  const settings = await loadSettings({ store: store.settings, secrets, clock, onProblem })
  scope.add(() => settings.close())
  const model = (): ModelSettings => modelOf(settings.chosen, config.model)
  const models: ModelSource = { open: (question, named) => createModelSource(model()).open(question, named) }
  const lab = createGrowthLab({
    runSuite: createSuiteRunner({ engine, adapters: unhurried(adapters), clock }),
    questions,
  })
  scope.add(() => lab.close())
  const registry = createRegistry({
    store,
    engine,
    questions,
    grader,
    models,
    lab,
    warmRuns,
    notary,
    clock,
    onProblem,
  })
  scope.add(() => registry.close())
  const walls = createWalls({ registry, record: store.wall, clock, onProblem })
  scope.add(walls.close)

  let listening: string | null = null
  const origin = (): string => config.publicUrl ?? listening ?? `http://${config.host}:${config.port}`
  const mail = createSmtpMailer(() => settings.chosen.mail)
  const audit = createAudit(store.accounts.audit, clock)
  const accounts = createAccounts({
    store: store.accounts,
    secrets,
    mail,
    audit,
    origin,
    sso: () => ssoOf(settings.chosen),
    onProblem,
  })
  const members = createMembers(accounts, secrets, origin)
  const jobs = createJobs((text, values) => store.sql(text, values), onProblem)
  scope.add(() => jobs.close())
  const webhooks = createWebhooks({
    store: store.webhooks,
    journal: store.journal,
    jobs,
    secrets,
    clock,
    origin,
    insideAllowed: config.webhooksInside,
    onProblem,
  })
  scope.add(() => webhooks.close())
  const retention = createRetention({
    store: store.retention,
    audit: store.accounts.audit,
    jobs,
    clock,
    days: () => settings.chosen.retention?.days ?? null,
  })
  const health = createHealth({
    store,
    engine,
    jobs,
    clock,
    version: installation.version,
    modelName: () => models.open({ id: "", hints: [] }).label.name,
  })
  scope.add(health.close)
  const guesses = createGuesses(clock)
  const access = createAccess({ links: store.links, sessions: store.sessions, accounts, guesses, clock })
  const assessments = createAssessments({ store: store.assessments, library, clock })
  const post = createPost({ mail, store: store.assessments.invitations, clock, onProblem })
  scope.add(() => post.close())
  const invitations = createInvitations({
    store: store.assessments,
    assessments,
    links: store.links,
    post,
    secrets,
    origin,
    clock,
  })
  const open = createOpening({ store, library, questions, secrets, clock })
  const app = await createApp({
    access,
    assessments,
    invitations,
    open,
    accounts,
    members,
    webhooks,
    settings,
    environmentModel: config.model,
    engine,
    health,
    audit,
    guesses,
    mail,
    origin,
    registry,
    walls,
    store,
    library,
    editing,
    checks,
    recordKey: notary.key,
    questions,
    clock,
    publicUrl: config.publicUrl,
    web: installation.web,
    version: installation.version,
    ready: async () => {
      const { ok, problems } = await engine.probe()
      const stored = await store.sessions.exists("").then(
        () => [],
        () => ["The database does not answer."],
      )
      return [...(ok ? [] : problems), ...stored]
    },
    onProblem,
  })
  scope.add(() => app.close())
  const sockets = serveSockets({
    server: app.server,
    access,
    registry,
    publicUrl: config.publicUrl,
    clock,
    onProblem,
  })
  scope.add(sockets.close)
  await registry.resume()
  listening = await app.listen({ port: config.port, host: config.host })
  return {
    store,
    questions,
    registry,
    accounts,
    library,
    retention,
    url: origin(),
    sandboxes: engine,
    close: () => scope.close(),
  }
}

/** A sandbox for one test run on a workspace's files. */
function createRunSandbox(engine: SandboxEngine, workspace: string) {
  const { memoryBytes, processes } = LIMITS.run
  return engine.create({
    id: `run-${randomUUID()}`,
    workspace: { kind: "shared", with: workspace },
    limits: { memoryBytes, processes, diskBytes: LIMITS.sandbox.diskBytes },
    network: "none",
    ttlMs: 15 * 60_000,
  })
}
