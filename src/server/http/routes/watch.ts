/** What an assessor's page tells of an interview beside the live view; each answer is a fold of the journal. */
import { z } from "zod"
import { evolveChat, NO_CHAT } from "../../../core/chat.ts"
import { momentOf } from "../../../core/moments.ts"
import { createSubmissionFold } from "../../../core/submission.ts"
import { mayKnow, visibleChat } from "../../../core/visibility.ts"
import { RubricReply } from "../../../protocol/acts.ts"
import { ChatReply } from "../../../protocol/chat-reply.ts"
import { AppError } from "../../../protocol/errors.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import { MomentsReply, SubmissionReply } from "../../../protocol/watch.ts"
import type { Moment } from "../../../protocol/watch.ts"
import type { QuestionSource } from "../../questions/source.ts"
import type { Store } from "../../store/store.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

interface WatchParts {
  store: Pick<Store, "journal">
  questions: Pick<QuestionSource, "get">
}

/** Moments in one answer; a page asks on. */
const AT_ONCE = 2_000

export function watchRoutes({ enter }: Entrance, { store, questions }: WatchParts): Route[] {
  return [
    route({
      method: "GET",
      path: `${INTERVIEW}/rubric`,
      summary: "For an assessor: by what the interview's questions are rated",
      query: As,
      reply: RubricReply,
      async handle({ request }): Promise<RubricReply> {
        const { room } = await enter(request)
        const asked = room.log.told.questions
        const stored = await Promise.all(asked.map(({ version }) => questions.get(version)))
        const criteria = stored.map(({ question }) => question.manifest.rubric)
        return { questions: asked.map(({ id, title }, at) => ({ id, title, criteria: criteria[at] ?? [] })) }
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/moments`,
      summary:
        "For assessors and viewers: what happened since an event, for a list; ask on after `last` while there is `more`",
      query: As.extend({ after: z.coerce.number().int().nonnegative().default(0) }),
      reply: MomentsReply,
      async handle({ request, query: { after } }): Promise<MomentsReply> {
        const { guest, room, spend } = await enter(request)
        if (after === 0) spend("requests", LIMITS.http.wholeReads)
        const moments: Moment[] = []
        let last = after
        let more = false
        for await (const event of store.journal.read(room.log.told.id, after)) {
          more = moments.length >= AT_ONCE
          if (more) break
          last = event.seq
          const moment = mayKnow(event, guest.role, room.log.told) ? momentOf(event) : null
          if (moment) moments.push(moment)
        }
        return { moments, last, more }
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/submission`,
      summary: "For assessors and viewers: a question's files as they were submitted",
      query: As.extend({ question: z.string().max(128) }),
      reply: SubmissionReply,
      async handle({ request, query: { question } }): Promise<SubmissionReply> {
        const { room, spend } = await enter(request)
        spend("requests", LIMITS.http.wholeReads)
        const fold = createSubmissionFold(question)
        for await (const event of store.journal.read(room.log.told.id)) {
          fold.fold(event)
          if (fold.submission) return fold.submission
        }
        throw new AppError("not-found", "This question has not been submitted.")
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/chat`,
      summary:
        "For assessors and viewers: a question's conversation with the agent, the end of it first; ask on with `before` while there is `earlier`",
      query: As.extend({
        question: z.string().max(128),
        before: z.coerce.number().int().positive().default(Number.MAX_SAFE_INTEGER),
      }),
      reply: ChatReply,
      async handle({ request, query: { question, before } }): Promise<ChatReply> {
        const { guest, room, spend } = await enter(request)
        spend("requests", LIMITS.http.wholeReads)
        const { id, questions, agent } = room.log.told
        if (questions.every((one) => one.id !== question)) throw new AppError("not-found")
        let chat = NO_CHAT
        for await (const event of store.journal.read(id))
          if (event.question === question) chat = evolveChat(chat, event)
        const entries = chat.entries.filter(({ seq }) => seq < before)
        const page = visibleChat({ ...chat, entries }, guest.role, { agent })
        return { chat: page.entries, earlier: page.earlier }
      },
    }),
  ]
}
