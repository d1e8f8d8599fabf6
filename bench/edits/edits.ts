/**
 * From a key to another person's screen: 200 rooms, one viewer each, with one typist (1,000 edits a second in all) and
 * with three (3,000). Ours is durable before it is seen; the peers store nothing.
 */
import { join } from "node:path"
import { startChild } from "../lib/child.ts"
import type { CpuSeconds } from "../lib/process-table.ts"
import { installPeers } from "../lib/peers.ts"
import { atMost } from "../lib/row.ts"
import type { Bench, Row } from "../lib/row.ts"
import { interleave, median, quantile, spread } from "../lib/statistics.ts"
import type { Place } from "./clients.ts"
import type { LoadApi } from "./load.ts"
import type { EditServerApi } from "./server.ts"

const ROOMS = 200
const SCRIPTS = {
  ours: join(import.meta.dirname, "server.ts"),
  hocuspocus: join(import.meta.dirname, "../peers/hocuspocus-server.mjs"),
  "y-websocket": join(import.meta.dirname, "../peers/y-websocket-server.mjs"),
}
type Name = keyof typeof SCRIPTS

interface Slice {
  latencies: number[]
  sent: number
  /** Used for the slice by the server, and by its database. */
  cpu: CpuSeconds
}

interface Contender {
  run(seconds: number, editsPerSecond: number): Promise<Slice>
  stop(): Promise<void>
}

async function start(name: Name, typistsPerRoom: number): Promise<Contender> {
  const server = await startChild<EditServerApi>(SCRIPTS[name])
  const load = await startChild<LoadApi>(join(import.meta.dirname, "load.ts"), [name])
  const place: Place = await server.ask("open", { sessions: ROOMS, crowded: typistsPerRoom > 1 })
  await load.ask("open", { place, rooms: ROOMS, typistsPerRoom })
  return {
    async run(seconds, editsPerSecond) {
      const before = await server.cpu()
      const { latencies, sent } = await load.ask("run", { seconds, editsPerSecond })
      const after = await server.cpu()
      const cpu = { own: after.own - before.own, below: after.below - before.below }
      return { latencies, sent, cpu }
    },
    async stop() {
      await load.stop()
      await server.stop()
    },
  }
}

interface Total {
  latencies: number[]
  p95: number
  lost: number
  /** Microseconds of a processor an edit: what it costs, however busy the machine is. */
  cpu: number
  databaseCpu: number
}

/** `p95` is the median of the rounds', so that one round disturbed by something else does not decide. */
function total(slices: readonly Slice[]): Total {
  const latencies = slices.flatMap((slice) => slice.latencies)
  const sent = slices.reduce((sum, slice) => sum + slice.sent, 0)
  const perEdit = (of: keyof CpuSeconds) => (1e6 * slices.reduce((sum, { cpu }) => sum + cpu[of], 0)) / sent
  return {
    latencies,
    p95: median(slices.map(({ latencies }) => quantile(latencies, 0.95))),
    lost: sent - latencies.length,
    cpu: perEdit("own"),
    databaseCpu: perEdit("below"),
  }
}

async function measure(
  typistsPerRoom: number,
  seconds: number,
  rounds: number,
): Promise<Record<Name, Total>> {
  const editsPerSecond = ROOMS * typistsPerRoom * 5
  const names: Name[] = ["ours", "hocuspocus", "y-websocket"]
  const contenders: Partial<Record<Name, Contender>> = {}
  try {
    for (const name of names) contenders[name] = await start(name, typistsPerRoom)
    const run = (name: Name) => async (): Promise<Slice> => {
      const contender = contenders[name]
      if (!contender) throw new Error(`${name} was not started`)
      return contender.run(seconds, editsPerSecond)
    }
    const work = { ours: run("ours"), hocuspocus: run("hocuspocus"), "y-websocket": run("y-websocket") }
    await interleave(1, work)
    const slices = await interleave(rounds, work)
    return {
      ours: total(slices.ours),
      hocuspocus: total(slices.hocuspocus),
      "y-websocket": total(slices["y-websocket"]),
    }
  } finally {
    for (const contender of Object.values(contenders)) await contender.stop()
  }
}

const said = ({ latencies, lost }: Total): string =>
  `${spread(latencies)}${lost > 0 ? ` (${lost} lost)` : ""}`

export const edits: Bench = async ({ long }) => {
  await installPeers()
  const [seconds, rounds] = long ? [10, 5] : [3, 3]
  const one = await measure(1, seconds, rounds)
  const three = await measure(3, seconds, rounds)
  const spreads = (by: Record<Name, Total>): string =>
    `p50 / p95 / p99: ours ${said(by.ours)}, hocuspocus ${said(by.hocuspocus)}, y-websocket ${said(by["y-websocket"])}`
  const rows: Row[] = [
    atMost(0.5, {
      work: "edit to another screen, 1,000/s, p95",
      unit: "ms",
      peer: { name: "hocuspocus", value: one.hocuspocus.p95 },
      ours: one.ours.p95,
      note: spreads(one),
    }),
    atMost(0.5, {
      work: "the same, processor of the server",
      unit: "us/edit",
      peer: { name: "hocuspocus", value: one.hocuspocus.cpu },
      ours: one.ours.cpu,
      note: `beside it PostgreSQL ${one.ours.databaseCpu.toFixed(0)}; y-websocket ${one["y-websocket"].cpu.toFixed(0)}`,
    }),
    atMost(1, {
      work: "edit to another screen, 3,000/s, p95",
      unit: "ms",
      peer: { name: "y-websocket", value: three["y-websocket"].p95 },
      ours: three.ours.p95,
      note: spreads(three),
    }),
    {
      work: "the same, processor of the server",
      unit: "us/edit",
      peer: { name: "y-websocket", value: three["y-websocket"].cpu },
      ours: three.ours.cpu,
      budget: "",
      met: null,
      note: `beside it PostgreSQL ${three.ours.databaseCpu.toFixed(0)}; hocuspocus ${three.hocuspocus.cpu.toFixed(0)}`,
    },
  ]
  return rows
}
