/** From a candidate's key to the screens of two assessors each, in 200 interviews at once; durable before it is seen. */
import { join } from "node:path"
import type { LoadApi } from "../edits/load.ts"
import type { EditServerApi } from "../edits/server.ts"
import { startChild } from "../lib/child.ts"
import type { Bench } from "../lib/row.ts"
import { median, quantile, spread } from "../lib/statistics.ts"

const SESSIONS = 200
const ASSESSORS = 2
const EDITS_PER_SECOND = 1_000
const BUDGET_MS = 100

export const watch: Bench = async ({ long }) => {
  const [seconds, rounds] = long ? [10, 5] : [3, 3]
  const edits = join(import.meta.dirname, "../edits")
  const server = await startChild<EditServerApi>(join(edits, "server.ts"))
  const load = await startChild<LoadApi>(join(edits, "load.ts"), ["ours"])
  try {
    const place = await server.ask("open", { sessions: SESSIONS, crowded: false })
    await load.ask("open", { place, rooms: SESSIONS, typistsPerRoom: 1, viewersPerRoom: ASSESSORS })
    const run = () => load.ask("run", { seconds, editsPerSecond: EDITS_PER_SECOND })
    await run()
    const slices: Awaited<ReturnType<typeof run>>[] = []
    for (let round = 0; round < rounds; round++) slices.push(await run())
    const latencies = slices.flatMap((slice) => slice.latencies)
    const sent = slices.reduce((sum, slice) => sum + slice.sent, 0)
    const p95 = median(slices.map((slice) => quantile(slice.latencies, 0.95)))
    const lost = sent * ASSESSORS - latencies.length
    return [
      {
        work: `candidate's key to ${ASSESSORS} assessors each, ${SESSIONS} interviews, p95`,
        unit: "ms",
        peer: null,
        ours: p95,
        budget: `<= ${BUDGET_MS}`,
        met: p95 <= BUDGET_MS && lost === 0,
        note: `p50 / p95 / p99: ${spread(latencies)}, ${EDITS_PER_SECOND} edits a second${lost > 0 ? ` (${lost} lost)` : ""}`,
      },
    ]
  } finally {
    await load.stop()
    await server.stop()
  }
}
