/** What goes on in a team's interviews, for the page that shows them all. */
import { AppError } from "../../../protocol/errors.ts"
import { WallWhole } from "../../../protocol/wall.ts"
import type { Clock } from "../../clock.ts"
import { needOf } from "../../permissions.ts"
import type { Walls } from "../../wall/walls.ts"
import { admit } from "../admission.ts"
import type { AdmissionParts } from "../admission.ts"
import { teamRoute } from "../route.ts"
import type { Route } from "../route.ts"
import { streamWall } from "../wall-stream.ts"

interface WallRouteParts extends AdmissionParts {
  walls: Walls
  clock: Clock
}

const PATH = "/api/live"

export function wallRoutes(parts: WallRouteParts): Route[] {
  const { walls, clock } = parts
  return [
    teamRoute({
      method: "GET",
      path: PATH,
      summary:
        "The team's interviews of now and of the last day, a row each; asked for as server-sent events, with every change to come",
      reply: WallWhole,
      async handle({ request, reply, asker: { team } }): Promise<unknown> {
        if (!/text\/event-stream/.test(request.headers.accept ?? "")) return walls.look(team.id)
        async function again(): Promise<void> {
          const principal = await admit(parts, request.raw, needOf(`GET ${PATH}`))
          if (principal?.team?.id !== team.id) throw new AppError("role-needed")
        }
        return streamWall({ walls, organization: team.id, clock, again }, reply)
      },
    }),
  ]
}
