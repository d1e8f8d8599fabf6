/** What a person has written to the agent and not sent, kept in this browser so that no reload loses it. */
import { z } from "zod"
import { Attach } from "../../protocol/assistance.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { readStored, writeStored } from "../ui/hooks.ts"

const Draft = z.object({ id: z.string(), text: z.string(), attach: z.array(Attach) })
/** `id` names the message from its first try on, so that one sent twice counts once. */
export type Draft = z.infer<typeof Draft>

const Kept = z.object({ draft: Draft, outgoing: z.array(Draft) })
type Kept = z.infer<typeof Kept>

export interface DraftStore {
  /** What is written here is said in, whenever it is sent. */
  readonly question: string
  get(): Draft
  /** Sent, and not known to have arrived, oldest first; the same array while nothing of it changes. */
  outgoing(): readonly Draft[]
  subscribe(listener: () => void): () => void
  write(text: string): void
  /** Answers whether there was room for it; what is there already counts as room. */
  attach(one: Attach): boolean
  detach(one: Attach): void
  /** What is written goes out, and an empty message begins. */
  take(): void
  arrived(id: string): void
  /** What is on its way was not taken: it comes back, before what was written since. */
  takeBack(): void
}

export function createDraftStore(key: string, question: string): DraftStore {
  const known = Kept.safeParse(readStored(key))
  let kept: Kept = known.success ? known.data : { draft: empty(), outgoing: [] }
  const listeners = new Set<() => void>()
  const set = (next: Partial<Kept>): void => {
    kept = { ...kept, ...next }
    writeStored(key, kept)
    for (const listener of listeners) listener()
  }
  return {
    question,
    get: () => kept.draft,
    outgoing: () => kept.outgoing,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    write: (text) => set({ draft: { ...kept.draft, text } }),
    attach(one) {
      const { draft } = kept
      if (draft.attach.some((other) => sameAttach(one, other))) return true
      if (draft.attach.length >= LIMITS.chat.attachments) return false
      set({ draft: { ...draft, attach: [...draft.attach, one] } })
      return true
    },
    detach: (one) =>
      set({
        draft: { ...kept.draft, attach: kept.draft.attach.filter((other) => !sameAttach(one, other)) },
      }),
    take: () => set({ draft: empty(), outgoing: [...kept.outgoing, kept.draft] }),
    arrived: (id) => set({ outgoing: kept.outgoing.filter((one) => one.id !== id) }),
    takeBack: () => set({ draft: [...kept.outgoing, kept.draft].reduce(joined), outgoing: [] }),
  }
}

function empty(): Draft {
  return { id: crypto.randomUUID(), text: "", attach: [] }
}

/** Two messages as one, named by the later: the earlier may be known by its name. */
function joined(one: Draft, other: Draft): Draft {
  const text = [one.text, other.text].filter((part) => part !== "").join("\n\n")
  const more = other.attach.filter((two) => !one.attach.some((first) => sameAttach(first, two)))
  return { id: other.id, text, attach: [...one.attach, ...more].slice(0, LIMITS.chat.attachments) }
}

export function sameAttach(one: Attach, other: Attach): boolean {
  return JSON.stringify(Attach.parse(one)) === JSON.stringify(Attach.parse(other))
}

/** What a chip says of it. */
export function attachLabel(one: Attach): string {
  switch (one.kind) {
    case "file":
      return one.path
    case "selection":
      return one.fromLine === one.toLine
        ? `${one.path}:${one.fromLine}`
        : `${one.path}:${one.fromLine}–${one.toLine}`
    case "test":
      return one.id.slice(one.id.lastIndexOf("::") + (one.id.includes("::") ? 2 : 1)) || one.id
  }
}
