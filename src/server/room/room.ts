/** One interview, live: everything that can be asked of it, and everyone who sees it. */
import { decide } from "../../core/decide.ts"
import type { SessionCommand } from "../../core/decide.ts"
import { openQuestion } from "../../core/session.ts"
import { AppError, problem } from "../../protocol/errors.ts"
import type { Problem } from "../../protocol/errors.ts"
import type { Actor, Draft, SessionQuestion } from "../../protocol/events.ts"
import type { Observation } from "../../protocol/messages.ts"
import { createAssistance } from "../agent/assistance.ts"
import type { Assistance } from "../agent/assistance.ts"
import type { GrowthLab } from "../agent/growth-lab.ts"
import type { ModelSource } from "../agent/model/model.ts"
import { elapsed } from "../clock.ts"
import type { Clock } from "../clock.ts"
import type { Grader } from "../assess/grading.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Notary } from "../record/notary.ts"
import type { SandboxEngine } from "../sandbox/engine.ts"
import { createScope } from "../scope.ts"
import type { Lease, Store } from "../store/store.ts"
import type { WarmRuns } from "../testing/warm-runs.ts"
import { createActs } from "./acts.ts"
import type { Acts } from "./acts.ts"
import { createRoomRow } from "../wall/room-row.ts"
import type { RoomRow } from "../wall/room-row.ts"
import { createAudience } from "./audience.ts"
import type { Audience } from "./audience.ts"
import { createCheckpoints } from "./checkpoints.ts"
import { createDocuments } from "./documents.ts"
import type { Documents } from "./documents.ts"
import { createExpiry } from "./expiry.ts"
import { createGrading } from "./grading.ts"
import { readHistory, textIn } from "./history.ts"
import { createLog } from "./log.ts"
import type { Log } from "./log.ts"
import { createSnapshots } from "./snapshots.ts"
import { createTestRuns } from "./test-runs.ts"
import type { TestRuns } from "./test-runs.ts"
import { createWorkspaces } from "./workspaces.ts"
import type { Workspaces } from "./workspaces.ts"

export interface Room {
  /** Whose it is; null for one that only its links open. */
  readonly organization: string | null
  readonly log: Log
  readonly documents: Documents
  readonly audience: Audience
  readonly workspaces: Workspaces
  readonly testRuns: TestRuns
  readonly assistance: Assistance
  readonly acts: Acts
  /** The interview as its team's wall shows it. */
  readonly wall: RoomRow
  /** Carries out what concerns the session as a whole. Throws `AppError` when it is refused. */
  session(command: SessionCommand, actor: Actor): Promise<void>
  observe(actor: Actor, observation: Observation): Promise<void>
  /** Throws `AppError` unless the interview runs and its record has room: edits, shells and tests need that. */
  mustRun(): void
  /** Whether it has work to do though nobody is in it: time runs, or a submission waits for its grade. */
  readonly busy: boolean
  /** Lets everybody go, told why, and leaves the sandboxes running. */
  close(why?: Problem): Promise<void>
  /** Resolves when the room cannot go on and must be opened anew. */
  readonly broken: Promise<Error>
}

export interface RoomParts {
  store: Store
  engine: SandboxEngine
  questions: QuestionSource
  grader: Grader
  models: ModelSource
  lab: GrowthLab
  warmRuns: WarmRuns
  notary: Notary
  clock: Clock
  onProblem(problem: unknown): void
}

/** How long a sandbox that does not answer may hold up the end of a question. */
const SETTLE_MS = 3_000

const CLOCK: Actor = { kind: "system", id: "clock" }

/** Builds the room of a leased session from its journal. */
export async function openRoom(lease: Lease, parts: RoomParts): Promise<Room> {
  const { store, clock, onProblem } = parts
  const { session } = lease
  const scope = createScope()
  const [saltKey, organization] = await Promise.all([
    store.sessions.saltKey(session),
    store.sessions.organizationOf(session),
  ])
  const record = parts.notary.open(session, saltKey)
  const history = await readHistory(store.journal.read(session), (event) => record.add([event]))
  const log = createLog({
    lease,
    journal: store.journal,
    clock,
    state: history.state,
    weight: history.weight,
  })
  // Before the documents, whose texts it reads as they were.
  const seen = textIn(history.documents.told)
  log.listen("told", (events) => events.forEach((event) => history.edits.fold(event, seen)))
  const wall = createRoomRow(log, history.wall, clock)
  const documents = createDocuments(log, history.documents)
  const audience = createAudience(log, onProblem)
  const acts = createActs({
    log,
    documents,
    questions: parts.questions,
    pointers: history.pointers,
    journal: (after) => store.journal.read(session, after),
    tell: audience.tellWatchers,
  })
  scope.add(acts.close)

  const workspaces = createWorkspaces({
    ...parts,
    session,
    log,
    documents,
    blobs: store.blobs,
    onStatus(status) {
      audience.broadcast({ type: "workspace", ...status })
      wall.sandbox(status.status)
    },
    onFolders: (folders) => audience.broadcast({ type: "files-changed", folders: folders && [...folders] }),
  })
  scope.add(() => workspaces.close())
  const testRuns = createTestRuns({ log, warmRuns: parts.warmRuns, clock, onProblem })
  scope.add(() => testRuns.close())
  log.listen("told", (events) => {
    if (events.some(({ type }) => type === "question.submitted" || type === "session.paused")) testRuns.stop()
  })
  const snapshots = createSnapshots(log, documents, clock)
  scope.add(snapshots.close)
  const grading = createGrading(
    { log, grader: parts.grader, clock, journal: () => store.journal.read(session), onProblem },
    history.ungraded,
  )
  scope.add(grading.close)
  const checkpoints = createCheckpoints(log, record, clock)
  scope.add(checkpoints.close)
  const expiry = createExpiry(log, clock, () => void perform({ type: "expire" }, CLOCK).catch(onProblem))
  scope.add(expiry.close)

  /** Takes up what the shell just wrote, so that leaving a question leaves nothing behind. */
  async function settle(): Promise<void> {
    const upToDate = workspaces.current().then(({ disk }) => disk.rescan())
    await Promise.race([upToDate.catch(() => undefined), elapsed(clock, SETTLE_MS)])
    await snapshots.take()
  }

  function mustRun(): void {
    const { phase } = log.head.phase
    if (phase === "paused") throw new AppError("session-paused")
    if (phase === "ended") throw new AppError("session-ended")
    if (phase !== "running") throw new AppError("session-not-running")
    if (log.full) throw new AppError("record-full")
  }

  const assistance = createAssistance({
    ...parts,
    log,
    documents,
    workspaces,
    testRuns,
    audience,
    edits: history.edits,
    help: history.help,
    measured: history.help.excess !== null,
    canaries: log.told.agent ? await canariesOf(log.told.questions, parts.questions) : [],
    mustRun,
  })
  scope.add(() => assistance.close())

  async function perform(command: SessionCommand, actor: Actor): Promise<void> {
    const leaves = command.type === "submit" || command.type === "end" || command.type === "expire"
    if (!leaves) return carryOut(command, actor)
    // What is refused cuts nobody off.
    const first = decide(log.head, command, actor, clock.now())
    if (!first.ok) throw new AppError(first.code)
    const letGo = await assistance.settle()
    try {
      if (log.head.phase.phase === "running") await settle()
      await carryOut(command, actor)
    } finally {
      letGo()
    }
  }

  async function carryOut(command: SessionCommand, actor: Actor): Promise<void> {
    const decision = decide(log.head, command, actor, clock.now())
    if (!decision.ok) throw new AppError(decision.code)
    await log.record(decision.events)
  }

  return {
    organization,
    log,
    documents,
    audience,
    workspaces,
    testRuns,
    assistance,
    acts,
    wall,
    session: perform,
    async observe(actor, { type, ...data }) {
      if (log.head.phase.phase === "ended") return
      if (log.full) throw new AppError("record-full")
      await log.record([{ actor, question: openQuestion(log.head)?.id ?? null, type, data } as Draft])
    },
    mustRun,
    get busy() {
      const { phase } = log.told.phase
      return phase === "running" || phase === "paused" || grading.busy
    },
    async close(why = problem("store-unavailable")) {
      audience.close(why)
      await scope.close()
      await log.settled().catch(() => undefined)
    },
    broken: log.broken,
  }
}

/** What marks the hidden tests of an interview's questions. */
async function canariesOf(asked: readonly SessionQuestion[], questions: QuestionSource): Promise<string[]> {
  const stored = await Promise.all(asked.map(({ version }) => questions.get(version)))
  return stored.flatMap(({ question }) => question.manifest.canary ?? [])
}
