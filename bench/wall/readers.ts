/** People who look at a wall: `node readers.ts`. Each message is parsed as the page does it. */
import { WallChanges } from "../../src/protocol/wall.ts"
import { answer } from "../lib/child.ts"

export interface ReadersApi {
  open(options: { wall: string; readers: number }): Promise<void>
  /** What was heard since the last time: milliseconds from each event's record to each reader, and bytes of all readers. */
  take(options: Record<string, never>): Promise<{ latencies: number[]; bytes: number }>
  close(options: Record<string, never>): Promise<void>
}

let heard = { latencies: [] as number[], bytes: 0 }
let readers: AbortController[] = []

async function read(wall: string, signal: AbortSignal, begun: () => void): Promise<void> {
  const response = await fetch(wall, { headers: { accept: "text/event-stream" }, signal })
  const last = new Map<string, number>()
  const decoder = new TextDecoder()
  let text = ""
  for await (const bytes of response.body ?? []) {
    begun()
    heard.bytes += bytes.byteLength
    text += decoder.decode(bytes, { stream: true })
    const messages = text.split("\n\n")
    text = messages.pop() ?? ""
    for (const message of messages) {
      if (!message.startsWith("event: changes\ndata: ")) continue
      const now = Date.now()
      for (const { session, last: act } of WallChanges.parse(JSON.parse(message.slice(21))).rows) {
        if (!act || last.get(session) === act.seq) continue
        last.set(session, act.seq)
        if (act.type === "presence.focus") heard.latencies.push(now - act.at)
      }
    }
  }
}

answer<ReadersApi>(
  {
    async open({ wall, readers: count }) {
      readers = Array.from({ length: count }, () => new AbortController())
      await Promise.all(
        readers.map(
          ({ signal }) =>
            new Promise<void>((resolve, reject) => {
              read(wall, signal, resolve).catch((failure: unknown) => signal.aborted || reject(failure))
            }),
        ),
      )
      heard = { latencies: [], bytes: 0 }
    },
    async take() {
      const taken = heard
      heard = { latencies: [], bytes: 0 }
      return taken
    },
    async close() {
      for (const one of readers) one.abort()
      readers = []
    },
  },
  async () => {
    for (const one of readers) one.abort()
  },
)
