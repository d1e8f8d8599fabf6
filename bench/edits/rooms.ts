/**
 * Our server with everything real but the sandboxes: 200 of them would measure this machine's memory. What is
 * measured goes from the socket through the room and PostgreSQL to the socket.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { generateKeyPairSync } from "node:crypto"
import { once } from "node:events"
import { systemClock as clock } from "../../src/server/clock.ts"
import { proxiesOf } from "../../src/server/http/address.ts"
import { createAccess } from "../../src/server/http/access.ts"
import { createGuesses } from "../../src/server/http/guesses.ts"
import { findInstallation } from "../../src/server/installation.ts"
import { readLibrary } from "../../src/server/questions/library.ts"
import type { StoredQuestion } from "../../src/server/questions/library.ts"
import { createQuestionSource } from "../../src/server/questions/source.ts"
import { createNotary, KEY_NAME } from "../../src/server/record/notary.ts"
import type { Language } from "../../src/protocol/ctrf.ts"
import type { Actor } from "../../src/protocol/events.ts"
import { createRegistry } from "../../src/server/room/registry.ts"
import { createSession } from "../../src/server/sessions.ts"
import { serveSockets } from "../../src/server/socket/sockets.ts"
import { openStore } from "../../src/server/store/open.ts"
import { tokenOf } from "../lib/link.ts"
import type { Place } from "./clients.ts"
import { crowded } from "./crowded.ts"
import { openBareSandboxes } from "./sandbox.ts"

export interface RoomOptions {
  sessions: number
  /** Several type in each. */
  crowded: boolean
  /** Whose they are. */
  organization?: string
}

const TOGETHER = 20
const LANGUAGE: Language = "python"
const QUESTION = "alert-storms"
const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }

const dataDir = await mkdtemp(join(tmpdir(), "ilm-bench-"))
export const log = (problem: unknown): void => console.error(problem)
export const store = await openStore({ dataDir, clock, log })
const questions = createQuestionSource(store.blobs)
const notary = createNotary({ privateKey: generateKeyPairSync("ed25519").privateKey, keyName: KEY_NAME })
export const registry = createRegistry({
  store,
  questions,
  notary,
  clock,
  engine: openBareSandboxes(),
  models: {
    open: () => {
      throw new Error("Nobody is asked here")
    },
  },
  lab: { measure: async () => null, close: async () => undefined },
  grader: { close: async () => undefined, grade: () => Promise.reject(new Error("Nothing is graded here")) },
  warmRuns: {
    prepare: () => undefined,
    take: () => Promise.reject(new Error("Nothing is tested here")),
    drop: async () => undefined,
    close: async () => undefined,
  },
  onProblem: log,
})
const server = createServer()
let sockets: { close(): void } | null = null

/** One question, offered in one language. */
async function readQuestions(): Promise<StoredQuestion[]> {
  const { questions: folder } = await findInstallation()
  const library = await readLibrary(join(folder, QUESTION))
  return library.flatMap((one) => {
    if (!one.ok) return []
    const manifest = { ...one.stored.question.manifest, languages: [LANGUAGE] }
    return [{ ...one.stored, question: { ...one.stored.question, manifest } }]
  })
}

async function startInterview(
  chosen: StoredQuestion[],
  organization: string | undefined,
): Promise<Place["rooms"][number]> {
  const created = await createSession(
    { store, questions, clock },
    {
      title: "Bench",
      candidate: "Ada",
      minutes: 60,
      questions: chosen,
      consentText: "All of it.",
      watchersVisible: true,
      ...(organization !== undefined && { organization }),
    },
  )
  const room = await registry.room(created.id)
  await room.session({ type: "consent", digest: room.log.told.consent.digest }, CANDIDATE)
  await room.session({ type: "start" }, CANDIDATE)
  await room.workspaces.current()
  const path = chosen[0]?.question.manifest.entry[LANGUAGE] ?? ""
  const { candidate, assessor } = created.links
  return {
    id: created.id,
    candidate: tokenOf(candidate),
    assessor: tokenOf(assessor),
    path,
    language: LANGUAGE,
  }
}

/** Starts that many interviews, and serves their sockets. */
export async function open({ sessions, crowded: several, organization }: RoomOptions): Promise<Place> {
  sockets = serveSockets({
    publicUrl: null,
    isProxy: proxiesOf([]),
    server,
    access: createAccess({
      links: store.links,
      sessions: store.sessions,
      accounts: { of: () => Promise.resolve(null) },
      guesses: createGuesses(clock),
      clock,
    }),
    registry: several ? crowded(registry) : registry,
    clock,
    onProblem: log,
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const at = server.address()
  if (at === null || typeof at === "string") throw new Error("The server has no port")
  const chosen = await readQuestions()
  const rooms: Place["rooms"] = []
  while (rooms.length < sessions) {
    const some = Array.from({ length: Math.min(TOGETHER, sessions - rooms.length) })
    rooms.push(...(await Promise.all(some.map(() => startInterview(chosen, organization)))))
  }
  return { address: `ws://127.0.0.1:${at.port}`, rooms }
}

export async function close(): Promise<void> {
  sockets?.close()
  server.close()
  await registry.close()
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
}
