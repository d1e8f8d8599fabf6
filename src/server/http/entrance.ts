/** How a request gets into its interview: who asks, the room, and the workspace where one is needed. */
import type { FastifyRequest } from "fastify"
import { z } from "zod"
import { AppError } from "../../protocol/errors.ts"
import { Role } from "../../protocol/messages.ts"
import { seatsOf } from "../permissions.ts"
import type { Registry } from "../room/registry.ts"
import type { Room } from "../room/room.ts"
import type { Workspace } from "../workspace/workspace.ts"
import type { Access, Guest } from "./access.ts"
import type { Pace, Paced } from "./pace.ts"

export const INTERVIEW = "/api/interview/:id"

/** Which of two links in one browser is meant. */
export const As = z.object({ role: Role.optional() })

interface Entered {
  guest: Guest
  room: Room
  /** Counts against what the link may ask for, beside the request itself. Throws `AppError` too-fast. */
  spend(what: Paced, amount: number): void
}

/** Each throws `AppError`: what is wrong with the link, or why the room or workspace cannot be entered. */
export interface Entrance {
  /** In one of the seats that the table of permissions names for the route. */
  enter(request: FastifyRequest): Promise<Entered>
  inWorkspace(request: FastifyRequest): Promise<Entered & { workspace: Workspace }>
  /** For what is only done while the interview runs. */
  whileRunning(request: FastifyRequest): Promise<Entered & { workspace: Workspace }>
}

const Params = z.object({ id: z.string().max(64) })

export function createEntrance(access: Access, registry: Registry, pace: Pace): Entrance {
  const enter: Entrance["enter"] = async (request) => {
    const { data: { id } = { id: null } } = Params.safeParse(request.params)
    if (id === null) throw new AppError("session-unknown")
    const { method, url = "" } = request.routeOptions
    const wanted = As.safeParse(request.query).data?.role
    const guest = await access.of(request.raw, id, seatsFor(seatsOf(`${String(method)} ${url}`), wanted))
    const room = await registry.room(id)
    pace(room, guest, "requests", 1)
    return { guest, room, spend: (what, amount) => pace(room, guest, what, amount) }
  }

  const inWorkspace: Entrance["inWorkspace"] = async (request) => {
    const entered = await enter(request)
    return { ...entered, workspace: await entered.room.workspaces.current() }
  }

  return {
    enter,
    inWorkspace,
    async whileRunning(request) {
      const entered = await inWorkspace(request)
      entered.room.mustRun()
      return entered
    },
  }
}

/** Of the seats that may, those that are meant: whoever asks as an assessor may turn out to be one who only looks. */
export function seatsFor(seats: readonly Role[], wanted: Role | undefined): readonly Role[] {
  if (wanted === undefined) return seats
  return seats.filter((seat) => seat === wanted || (wanted === "assessor" && seat === "viewer"))
}
