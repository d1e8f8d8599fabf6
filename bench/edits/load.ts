/** Typists and viewers of one contender: `node load.ts NAME`. An edit carries a number, so that its arrival is known. */
import { answer } from "../lib/child.ts"
import type { Clients, Place } from "./clients.ts"
import { ourClients } from "./our-clients.ts"

export interface OpenLoad {
  place: Place
  rooms: number
  typistsPerRoom: number
  /** One when left out. */
  viewersPerRoom?: number
}

export interface LoadApi {
  /** Connects everybody. */
  open(load: OpenLoad): Promise<void>
  /** Types; answers how often, and the milliseconds of each edit to each screen that it got to. */
  run(slice: { seconds: number; editsPerSecond: number }): Promise<{ latencies: number[]; sent: number }>
}

const MARK = 6
const TOGETHER = 20
/** How long an edit may take before it counts as lost. */
const PATIENCE_MS = 5_000

const name = process.argv[2]
const clients: Clients =
  name === "hocuspocus" || name === "y-websocket"
    ? (await import("../peers/yjs-clients.mjs")).createYjsClients(name)
    : ourClients

const typists: { type(text: string): void; close(): void }[] = []
const viewers: { close(): void }[] = []
const sentAt: number[] = []
let screens = 1
let latencies: number[] = []

function arrived(text: string): void {
  const now = performance.now()
  for (let at = 0; at < text.length; at += MARK) {
    const edit = Number.parseInt(text.slice(at, at + MARK), 36)
    const sent = sentAt[edit]
    if (sent !== undefined) latencies.push(now - sent)
  }
}

function type(typist: { type(text: string): void }): void {
  const mark = sentAt.length.toString(36).padStart(MARK, "0")
  sentAt.push(performance.now())
  typist.type(mark)
}

/** Everybody at an even pace of their own, begun at a moment of their own. */
async function typeAll(seconds: number, everyMs: number): Promise<void> {
  const end = performance.now() + seconds * 1_000
  await Promise.all(
    typists.map(async (typist, index) => {
      await pause((index / typists.length) * everyMs)
      while (performance.now() < end) {
        type(typist)
        await pause(everyMs)
      }
    }),
  )
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

answer<LoadApi>(
  {
    async open({ place, rooms, typistsPerRoom, viewersPerRoom = 1 }) {
      screens = viewersPerRoom
      for (let first = 0; first < rooms; first += TOGETHER) {
        const some = Array.from({ length: Math.min(TOGETHER, rooms - first) }, (_, index) => first + index)
        await Promise.all(
          some.map(async (room) => {
            for (let seat = 0; seat < viewersPerRoom; seat++)
              viewers.push(await clients.viewer(place, room, arrived))
            for (let seat = 0; seat < typistsPerRoom; seat++) typists.push(await clients.typist(place, room))
          }),
        )
      }
    },
    async run({ seconds, editsPerSecond }) {
      latencies = []
      const before = sentAt.length
      await typeAll(seconds, (1_000 * typists.length) / editsPerSecond)
      const sent = sentAt.length - before
      const deadline = performance.now() + PATIENCE_MS
      while (latencies.length < sent * screens && performance.now() < deadline) await pause(20)
      return { latencies, sent }
    },
  },
  async () => {
    for (const one of [...typists, ...viewers]) one.close()
  },
)
