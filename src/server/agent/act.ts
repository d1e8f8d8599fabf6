import type { Actor, Draft } from "../../protocol/events.ts"

/** The agent as the record names it. */
export const AGENT: Actor = { kind: "agent", id: "agent" }

/** What the agent does, to be recorded as of the question its turn is on. */
export type Act = Pick<Draft, "type" | "data">

/** Records what the agent does, in order. Resolves when it is durable; rejects when the journal refuses. */
export type Emit = (...acts: readonly Act[]) => Promise<void>
