/** Where an interview stands, and what holds it up or moves it on. */
import { z } from "zod"
import { openQuestion, remaining } from "../../../core/session.ts"
import { AppError } from "../../../protocol/errors.ts"
import { InitializeReply, QuestionReply } from "../../../protocol/http.ts"
import type { Clock } from "../../clock.ts"
import type { QuestionSource } from "../../questions/source.ts"
import { perform } from "../../room/commands.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

export function interviewRoutes(
  { enter }: Entrance,
  { questions, clock }: { questions: QuestionSource; clock: Clock },
): Route[] {
  return [
    route({
      method: "POST",
      path: `${INTERVIEW}/initialize`,
      summary: "Where an interview stands, for whoever holds its link",
      query: As,
      reply: InitializeReply,
      async handle({ request }) {
        const { guest, room } = await enter(request)
        const { id, title, candidate, phase, clock: time, consent, questions } = room.log.told
        const now = clock.now()
        return {
          session: id,
          title,
          candidate: candidate.name,
          phase: phase.phase,
          remainingMs: remaining(time, now),
          now,
          role: guest.role,
          consent,
          questions: questions.length,
        }
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/question`,
      summary: "The open question",
      query: As,
      reply: QuestionReply,
      async handle({ request }) {
        const { room } = await enter(request)
        const question = openQuestion(room.log.told)
        if (!question) throw new AppError("session-not-running")
        return questions.shown(question.version, question.language)
      },
    }),
    ...(["pause", "resume"] as const).map((type) =>
      route({
        method: "POST",
        path: `${INTERVIEW}/${type}`,
        summary: type === "pause" ? "Stops the clock and everything in the sandbox" : "Goes on after a pause",
        query: As,
        body: z.object({ reason: z.string().max(500).default("") }),
        async handle({ request, body }) {
          const { guest, room } = await enter(request)
          await perform(room, guest, type === "pause" ? { type, reason: body.reason } : { type })
          return {}
        },
      }),
    ),
  ]
}
