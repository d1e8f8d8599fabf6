/** Puts together what an interview needs: its questions, its runs and grades, its model, its record and its room. */
import { randomUUID } from "node:crypto"
import { LIMITS } from "../../protocol/limits.ts"
import { createGrowthLab, unhurried } from "../agent/growth-lab.ts"
import type { ModelSource } from "../agent/model/model.ts"
import { createModelSource } from "../agent/model/source.ts"
import { createGrader } from "../assess/grading.ts"
import { createQuestionSource } from "../questions/source.ts"
import { createSuiteRunner } from "../questions/suite.ts"
import { loadOrCreateSigningKey } from "../record/key.ts"
import { createNotary, KEY_NAME } from "../record/notary.ts"
import { createRegistry } from "../room/registry.ts"
import type { SandboxEngine } from "../sandbox/engine.ts"
import { modelOf } from "../settings/settings.ts"
import { createAdapters, SANDBOX_PLACES } from "../testing/adapters.ts"
import { createWarmRuns } from "../testing/warm-runs.ts"
import { createWalls } from "../wall/walls.ts"
import type { Ground } from "./ground.ts"

export type InterviewParts = Awaited<ReturnType<typeof composeInterviews>>

export async function composeInterviews(ground: Ground) {
  const { config, store, engine, settings, clock, scope, onProblem } = ground
  const questions = createQuestionSource(store.blobs)
  const adapters = createAdapters(SANDBOX_PLACES)
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
  const models: ModelSource = {
    open: (question, named) =>
      createModelSource(modelOf(settings.chosen, config.model)).open(question, named),
  }
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
  return { questions, adapters, models, registry, walls, recordKey: notary.key }
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
