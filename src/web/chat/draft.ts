/** What a person has written to the agent and not sent, kept in this browser so that no reload loses it. */
import { z } from "zod"
import { Attach } from "../../protocol/assistance.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { readStored, writeStored } from "../ui/hooks.ts"

const Draft = z.object({ id: z.string(), text: z.string(), attach: z.array(Attach) })
/** `id` names the message from its first try on, so that one sent twice counts once. */
export type Draft = z.infer<typeof Draft>

export interface DraftStore {
  /** What is written here is said in, whenever it is sent. */
  readonly question: string
  get(): Draft
  subscribe(listener: () => void): () => void
  write(text: string): void
  /** Answers whether there was room for it; what is there already counts as room. */
  attach(one: Attach): boolean
  detach(one: Attach): void
  /** The message of this name has arrived: what was sent goes, what was written since stays. */
  sent(draft: Draft): void
}

export function createDraftStore(key: string, question: string): DraftStore {
  const kept = Draft.safeParse(readStored(key))
  let draft = kept.success ? kept.data : empty()
  const listeners = new Set<() => void>()
  const set = (next: Draft): void => {
    draft = next
    writeStored(key, next)
    for (const listener of listeners) listener()
  }
  return {
    question,
    get: () => draft,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    write: (text) => set({ ...draft, text }),
    attach(one) {
      if (draft.attach.some((other) => sameAttach(one, other))) return true
      if (draft.attach.length >= LIMITS.chat.attachments) return false
      set({ ...draft, attach: [...draft.attach, one] })
      return true
    },
    detach: (one) => set({ ...draft, attach: draft.attach.filter((other) => !sameAttach(one, other)) }),
    sent(gone) {
      if (gone.id !== draft.id) return
      const text = draft.text === gone.text ? "" : draft.text
      set({ ...empty(), text, attach: draft.attach.filter((one) => !gone.attach.includes(one)) })
    },
  }
}

function empty(): Draft {
  return { id: crypto.randomUUID(), text: "", attach: [] }
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
