/** What assessors do beside watching, and the candidate with it, for programs; a page does the same over its socket. */
import { z } from "zod"
import { AssessorAct, CandidateAct, SharedAct } from "../../../protocol/acts.ts"
import { perform } from "../../room/commands.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

export function actRoutes({ enter }: Entrance): Route[] {
  return [
    route({
      method: "POST",
      path: `${INTERVIEW}/acts`,
      summary:
        "Says, asks, points, notes, rates, or asks to take part; the candidate answers. Under the same id it counts once",
      query: As,
      body: z.discriminatedUnion("type", [
        ...AssessorAct.options,
        ...CandidateAct.options,
        ...SharedAct.options,
      ]),
      async handle({ request, body }) {
        const { guest, room } = await enter(request)
        await perform(room, guest, body)
        return {}
      },
    }),
  ]
}
