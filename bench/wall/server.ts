/** Rooms of one team as the edits bench has them, and the team's wall beside them. Signing in is left out. */
import Fastify from "fastify"
import { systemClock as clock } from "../../src/server/clock.ts"
import { streamWall } from "../../src/server/http/wall-stream.ts"
import { createWalls } from "../../src/server/wall/walls.ts"
import type { Place } from "../edits/clients.ts"
import { close, log, open, registry, store } from "../edits/rooms.ts"
import { answer } from "../lib/child.ts"

export interface WallServerApi {
  /** Starts that many interviews; `wall` is where their wall is read. */
  open(options: { sessions: number }): Promise<{ place: Place; wall: string }>
  /** From now on so much a second happens that is told at once, one interview after another; 0 ends it. */
  act(options: { perSecond: number }): Promise<void>
}

const TEAM = "bench"
const CANDIDATE = { kind: "candidate", id: "candidate" } as const

const walls = createWalls({ registry, record: store.wall, clock, onProblem: log })
const app = Fastify({ forceCloseConnections: true })
app.get("/", (_, reply) =>
  streamWall({ walls, organization: TEAM, clock, again: () => Promise.resolve() }, reply),
)
let sessions: string[] = []
let acting: ReturnType<typeof setInterval> | undefined
let acts = 0

/** The candidate looks away: recorded like everything else, and a moment of the wall's. */
function act(): void {
  const session = sessions[acts++ % sessions.length]
  if (session === undefined) return
  const focus = { type: "presence.focus", focused: false, clientAt: Date.now() } as const
  registry.room(session).then((room) => room.observe(CANDIDATE, focus), log)
}

answer<WallServerApi>(
  {
    async open(options) {
      await store.sql("insert into organizations (id, name, slug, created_at) values ($1, $1, $1, now())", [
        TEAM,
      ])
      const place = await open({ ...options, crowded: false, organization: TEAM })
      sessions = place.rooms.map(({ id }) => id)
      return { place, wall: await app.listen({ port: 0, host: "127.0.0.1" }) }
    },
    async act({ perSecond }) {
      clearInterval(acting)
      acting = perSecond > 0 ? setInterval(act, 1_000 / perSecond) : undefined
    },
  },
  async () => {
    clearInterval(acting)
    walls.close()
    await app.close()
    await close()
  },
)
