/** The agent over HTTP: words to it, its conversation, its part in the interview, and what assessors read of both. */
import { randomUUID } from "node:crypto"
import { z } from "zod"
import { currentTurn } from "../../../core/chat.ts"
import { aiSessions, evolveAiSessions, NO_AI_SESSIONS } from "../../../core/projections/ai-session.ts"
import { evolveQuality, NO_QUALITY, qualityMetrics } from "../../../core/projections/interaction-quality.ts"
import { openQuestion } from "../../../core/session.ts"
import { visibleState } from "../../../core/visibility.ts"
import { AiInteractionQualityReply, AiSessionReply } from "../../../protocol/ai-session.ts"
import type { JournalEvent } from "../../../protocol/events.ts"
import { AgentAction, AgentMessage, AgentMessageReply } from "../../../protocol/http.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import type { Command } from "../../../protocol/messages.ts"
import type { Clock } from "../../clock.ts"
import { perform } from "../../room/commands.ts"
import type { Log } from "../../room/log.ts"
import type { Store } from "../../store/store.ts"
import { streamChat } from "../chat-stream.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

const CHAT = `${INTERVIEW}/chat/agent`

interface AgentRouteParts {
  store: Pick<Store, "journal">
  clock: Clock
}

export function agentRoutes({ enter }: Entrance, { store, clock }: AgentRouteParts): Route[] {
  return [
    route({
      method: "POST",
      path: CHAT,
      summary: "Says something to the agent; answered when it is recorded, before the agent has answered",
      query: As,
      body: AgentMessage,
      reply: AgentMessageReply,
      status: 202,
      async handle({ request, body, reply }): Promise<AgentMessageReply> {
        const { guest, room } = await enter(request)
        const message = body.message ?? randomUUID()
        const question = body.question ?? openQuestion(room.log.told)?.id ?? ""
        await perform(room, guest, { type: "send-message", ...body, question, message })
        // The turn that takes it up begins at once, where one can.
        await room.log.settled()
        void reply.status(202)
        return recorded(room.log, message)
      },
    }),
    route({
      method: "GET",
      path: CHAT,
      summary:
        "The conversation's events after `from`, past and to come, as server-sent events; as JSON, where it stands",
      query: As.extend({ from: z.coerce.number().int().nonnegative().default(0) }),
      content: "text/event-stream",
      async handle({ request, query, reply }) {
        const { guest, room, spend } = await enter(request)
        if (!/text\/event-stream/.test(request.headers.accept ?? "")) {
          const { chat, agent, seq } = visibleState(room.log.told, guest.role)
          return reply.send({ chat, agent, seq })
        }
        const last = z.coerce.number().int().nonnegative().safeParse(request.headers["last-event-id"])
        const from = Math.max(query.from, last.data ?? 0)
        if (from === 0) spend("requests", LIMITS.http.wholeReads)
        const again = async () => (await enter(request)).room
        return streamChat(
          { room, journal: store.journal, clock, role: guest.role, from, enter: again },
          reply,
        )
      },
    }),
    route({
      method: "POST",
      path: `${INTERVIEW}/agent`,
      summary: "For an assessor: has the agent take part, holds it, lets it go on, or ends its part for good",
      query: As,
      body: AgentAction,
      async handle({ request, body }) {
        const { guest, room } = await enter(request)
        const context = body.context ?? room.log.told.agent?.policy.context ?? {}
        await perform(room, guest, commandOf(body.action, context))
        return {}
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/ai-session`,
      summary: "For assessors and viewers: the agent's part in each question, in figures",
      query: As,
      reply: AiSessionReply,
      async handle({ request }): Promise<AiSessionReply> {
        const { room, spend } = await enter(request)
        spend("requests", LIMITS.http.wholeReads)
        const state = await folded(store.journal.read(room.log.told.id), NO_AI_SESSIONS, evolveAiSessions)
        return { sessions: aiSessions(state) }
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/ai-interaction-quality`,
      summary:
        "For assessors and viewers: how the candidate worked with the agent, each figure with the events it stands on",
      query: As,
      reply: AiInteractionQualityReply,
      async handle({ request }): Promise<AiInteractionQualityReply> {
        const { room, spend } = await enter(request)
        spend("requests", LIMITS.http.wholeReads)
        const state = await folded(store.journal.read(room.log.told.id), NO_QUALITY, evolveQuality)
        return { metrics: qualityMetrics(state) }
      },
    }),
  ]
}

function commandOf(
  action: z.infer<typeof AgentAction>["action"],
  context: NonNullable<z.infer<typeof AgentAction>["context"]>,
): Command {
  return action === "begin" ? { type: "begin-agent", context } : { type: `${action}-agent` }
}

/** Where a message that was recorded stands. */
function recorded({ told: { chat } }: Log, message: string): AgentMessageReply {
  const entry = chat.entries.find((one) => one.kind === "message" && one.id === message)
  return { message, seq: entry?.seq ?? 0, turn: currentTurn(chat)?.id ?? null }
}

async function folded<State>(
  events: AsyncIterable<JournalEvent>,
  begin: State,
  evolve: (state: State, event: JournalEvent) => State,
): Promise<State> {
  let state = begin
  for await (const event of events) state = evolve(state, event)
  return state
}
