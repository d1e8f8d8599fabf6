/** A wall of 200 interviews in which everybody types, read by four: how soon it tells, and what it costs the server. */
import { join } from "node:path"
import type { LoadApi } from "../edits/load.ts"
import { startChild } from "../lib/child.ts"
import type { Child } from "../lib/child.ts"
import type { Bench } from "../lib/row.ts"
import { interleave, quantile, spread } from "../lib/statistics.ts"
import type { ReadersApi } from "./readers.ts"
import type { WallServerApi } from "./server.ts"

const SESSIONS = 200
const READERS = 4
/** Edits of all, and acts that are told at once, a second. */
const RATES = { edits: 1_000, acts: 40 }
const BUDGET_MS = 100

interface Slice {
  latencies: number[]
  /** Seconds of a processor, a second. */
  cpu: number
  /** To one reader, a second. */
  bytes: number
}

interface Parts {
  server: Child<WallServerApi>
  load: Child<LoadApi>
  readers: Child<ReadersApi>
}

async function slice({ server, load, readers }: Parts, seconds: number): Promise<Slice> {
  await readers.ask("take", {})
  const before = await server.cpu()
  const start = performance.now()
  await load.ask("run", { seconds, editsPerSecond: RATES.edits })
  const took = (performance.now() - start) / 1_000
  const after = await server.cpu()
  const { latencies, bytes } = await readers.ask("take", {})
  return { latencies, cpu: (after.own - before.own) / took, bytes: bytes / READERS / took }
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)

export const wall: Bench = async ({ long }) => {
  const [seconds, rounds] = long ? [10, 5] : [3, 3]
  const script = (name: string): string => join(import.meta.dirname, name)
  const server = await startChild<WallServerApi>(script("server.ts"))
  const load = await startChild<LoadApi>(script("../edits/load.ts"), ["ours"])
  const readers = await startChild<ReadersApi>(script("readers.ts"))
  const parts = { server, load, readers }
  try {
    const opened = await server.ask("open", { sessions: SESSIONS })
    await load.ask("open", { place: opened.place, rooms: SESSIONS, typistsPerRoom: 1, viewersPerRoom: 0 })
    await server.ask("act", { perSecond: RATES.acts })
    const contenders = {
      without: () => slice(parts, seconds),
      async read() {
        await readers.ask("open", { wall: opened.wall, readers: READERS })
        const measured = await slice(parts, seconds)
        await readers.ask("close", {})
        return measured
      },
    }
    await interleave(1, contenders)
    const { without, read } = await interleave(rounds, contenders)
    const latencies = read.flatMap((one) => one.latencies)
    const p95 = quantile(latencies, 0.95)
    const cpu = { without: mean(without.map(({ cpu }) => cpu)), read: mean(read.map(({ cpu }) => cpu)) }
    return [
      {
        work: `wall of ${SESSIONS}, event to ${READERS} readers, p95`,
        unit: "ms",
        peer: null,
        ours: p95,
        budget: `<= ${BUDGET_MS}`,
        met: p95 <= BUDGET_MS,
        note: `p50 / p95 / p99: ${spread(latencies)} of ${latencies.length}; ${(mean(read.map(({ bytes }) => bytes)) / 1_000).toFixed(0)} kB/s to each`,
      },
      {
        work: "the same, processor of the server",
        unit: "%",
        peer: { name: "nobody looks", value: cpu.without * 100 },
        ours: cpu.read * 100,
        budget: "",
        met: null,
        note: `${RATES.edits} edits and ${RATES.acts} acts a second`,
      },
    ]
  } finally {
    for (const child of [readers, load, server]) await child.stop()
  }
}
