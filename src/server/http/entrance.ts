/** How a request gets into its interview: who asks, the room, and the workspace where one is needed. */
import type { FastifyRequest } from "fastify"
import { z } from "zod"
import { AppError } from "../../protocol/errors.ts"
import { Role } from "../../protocol/messages.ts"
import type { Registry } from "../room/registry.ts"
import type { Room } from "../room/room.ts"
import type { Workspace } from "../workspace/workspace.ts"
import type { Access, Guest } from "./access.ts"
import type { Pace, Paced } from "./pace.ts"

export const INTERVIEW = "/api/interview/:id"

/** Which of several links in one browser is meant. */
export const As = z.object({ role: Role.optional() })

interface Entered {
  guest: Guest
  room: Room
  /** Counts against what the link may ask for, beside the request itself. Throws `AppError` too-fast. */
  spend(what: Paced, amount: number): void
}

/** Each throws `AppError`: what is wrong with the link, or why the room or workspace cannot be entered. */
export interface Entrance {
  enter(request: FastifyRequest, role?: Role): Promise<Entered>
  inWorkspace(request: FastifyRequest): Promise<Entered & { workspace: Workspace }>
  /** For what only the candidate does, while the interview runs. */
  asCandidate(request: FastifyRequest): Promise<Entered & { workspace: Workspace }>
}

const Params = z.object({ id: z.string().max(64) })

export function createEntrance(access: Access, registry: Registry, pace: Pace): Entrance {
  const enter: Entrance["enter"] = async (request, role) => {
    const { data: { id } = { id: null } } = Params.safeParse(request.params)
    if (id === null) throw new AppError("session-unknown")
    const guest = await access.of(request.headers, id, role ?? null)
    const room = await registry.room(id)
    pace(room, guest, "requests", 1)
    return { guest, room, spend: (what, amount) => pace(room, guest, what, amount) }
  }

  const inWorkspace: Entrance["inWorkspace"] = async (request) => {
    const entered = await enter(request, As.parse(request.query).role)
    return { ...entered, workspace: await entered.room.workspaces.current() }
  }

  return {
    enter,
    inWorkspace,
    async asCandidate(request) {
      const entered = await inWorkspace(request)
      if (entered.guest.role !== "candidate") throw new AppError("forbidden")
      entered.room.mustRun()
      return entered
    },
  }
}
