/** Records a model's words as they come: at once when it is quiet, else gathered while the last are being stored. */
import { createCleaner } from "../../core/agent/clean.ts"
import type { Clock } from "../clock.ts"
import type { Emit } from "./act.ts"

export interface Words {
  begin(block: number, kind: "text" | "thinking"): void
  write(text: string): void
  /** The block is whole: what of it is still held is recorded. */
  end(): void
  /** Resolves when all of it is durable. Rejects when the journal refuses. */
  settled(): Promise<void>
}

/** A portion is recorded at most this often: a screen shows 60 a second, and each is an event for ever. */
const PORTION_MS = 8

export function createWords(turn: string, emit: Emit, clock: Clock): Words {
  let block: {
    number: number
    kind: "text" | "thinking"
    clean(text: string): string
    rest(): string
  } | null = null
  let waiting = ""
  let storing = false
  let failure: unknown = null
  let last: Promise<void> = Promise.resolve()

  function flush(): void {
    if (!block || waiting === "") return
    const data = { turn, block: block.number, kind: block.kind, text: waiting }
    waiting = ""
    storing = true
    let due = false
    let stored = false
    const next = (): void => {
      if (!due || !stored) return
      storing = false
      flush()
    }
    clock.after(PORTION_MS, () => {
      due = true
      next()
    })
    last = emit({ type: "chat.delta", data }).then(
      () => {
        stored = true
        next()
      },
      (cause: unknown) => {
        failure ??= cause
      },
    )
  }

  return {
    begin(number, kind) {
      // What a provider sealed has to go back as it came.
      const cleaner = kind === "text" ? createCleaner() : createWhole()
      block = { number, kind, clean: cleaner.push, rest: cleaner.end }
      waiting = ""
    },
    write(text) {
      if (!block) return
      waiting += block.clean(text)
      if (!storing) flush()
    },
    end() {
      if (!block) return
      waiting += block.rest()
      flush()
      block = null
    },
    async settled() {
      await last
      if (failure) throw failure
    },
  }
}

/** Text as it comes, but for half of a character, which waits for the rest. */
function createWhole(): { push(piece: string): string; end(): string } {
  let half = ""
  return {
    push(piece) {
      const text = half + piece
      half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? ""
      return text.slice(0, text.length - half.length)
    },
    end: () => half,
  }
}
