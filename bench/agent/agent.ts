/**
 * What we add to a model's tokens on their way to the candidate's screen, for one interview and for twenty at once. Ours
 * is durable before it is seen; beside it a relay that hands every token on and keeps nothing.
 */
import { join } from "node:path"
import { startChild } from "../lib/child.ts"
import type { Child } from "../lib/child.ts"
import type { Bench, Row } from "../lib/row.ts"
import type { ServerApi } from "../lib/server.ts"
import { interleave, median, quantile, spread } from "../lib/statistics.ts"
import type { ModelServerApi } from "./model-server.ts"
import type { RelayApi } from "./relay.ts"
import type { Heard, ScreensApi } from "./screens.ts"

const STREAMS = 20
const PER_SECOND = 200
/** The windows ask within this time, not in chorus. */
const WITHIN_MS = 1_000

const script = (name: string): string => join(import.meta.dirname, name)
const QUESTION = script("../../questions/alert-storms")

interface Slice extends Heard {
  /** Processor seconds of the server, and of what it started: the database and the sandboxes. */
  own: number
  below: number
  seconds: number
}

interface Total {
  /** The median of the rounds' quantiles, so that one round disturbed by something else does not decide. */
  at(q: number): number
  /** Milliseconds from the question to the first token, 95th percentile of all. */
  first: number
  spread: string
  /** Microseconds of a processor a token. */
  cpu: number
  below: number
  /** Portions a second of each stream. */
  portions: number
  lost: number
}

function total(slices: readonly Slice[], streams: number, tokens: number): Total {
  const sum = (of: (slice: Slice) => number): number => slices.reduce((all, slice) => all + of(slice), 0)
  const all = slices.flatMap((slice) => slice.tokens)
  const wanted = slices.length * streams * tokens
  return {
    at: (q) => median(slices.map((slice) => quantile(slice.tokens, q))),
    first: quantile(
      slices.flatMap(({ firsts }) => firsts),
      0.95,
    ),
    spread: spread(all),
    cpu: (1e6 * sum(({ own }) => own)) / wanted,
    below: (1e6 * sum(({ below }) => below)) / wanted,
    portions: (sum(({ portions }) => portions) * PER_SECOND) / wanted,
    lost: wanted - all.length,
  }
}

export const agent: Bench = async ({ long }) => {
  const [seconds, rounds] = long ? [10, 5] : [4, 3]
  const tokens = seconds * PER_SECOND
  const children: { stop(): Promise<void> }[] = []
  const started = async <C extends { stop(): Promise<void> }>(child: Promise<C>): Promise<C> => {
    children.unshift(await child)
    return child
  }
  try {
    const model = await started(startChild<ModelServerApi>(script("model-server.ts")))
    const address = await model.ask("open", null)
    await model.ask("pace", { tokens, perSecond: PER_SECOND })
    const server = await started(startChild<ServerApi>(script("../lib/server.ts"), [address]))
    const relay = await started(startChild<RelayApi>(script("relay.ts"), [address]))
    const screens = await started(startChild<ScreensApi>(script("screens.ts")))
    const floor = await relay.ask("open", null)
    for (let index = 0; index < STREAMS; index++) {
      await screens.ask("openOurs", await server.ask("interview", QUESTION))
      await screens.ask("openFloor", floor)
    }

    async function run(who: "ours" | "floor", streams: number): Promise<Slice> {
      const child: Pick<Child<never>, "cpu"> = who === "ours" ? server : relay
      const before = await child.cpu()
      const start = performance.now()
      const heard = await screens.ask("ask", { who, streams, withinMs: WITHIN_MS })
      const after = await child.cpu()
      return {
        ...heard,
        own: after.own - before.own,
        below: after.below - before.below,
        seconds: (performance.now() - start) / 1_000,
      }
    }
    async function measure(streams: number): Promise<{ ours: Total; floor: Total }> {
      const work = { ours: () => run("ours", streams), floor: () => run("floor", streams) }
      await interleave(1, work)
      const slices = await interleave(rounds, work)
      return {
        ours: total(slices.ours, streams, tokens),
        floor: total(slices.floor, streams, tokens),
      }
    }
    return [
      ...rowsOf("1 stream", await measure(1), null),
      ...rowsOf(`${STREAMS} streams`, await measure(STREAMS), [9.5, 17, 20]),
    ]
  } finally {
    for (const child of children) await child.stop()
  }
}

function rowsOf(
  work: string,
  { ours, floor }: { ours: Total; floor: Total },
  budgets: readonly number[] | null,
): Row[] {
  const beside = (value: number): NonNullable<Row["peer"]> => ({ name: "bare relay", value })
  const within = (value: number, most: number | undefined): Pick<Row, "budget" | "met"> =>
    most === undefined ? { budget: "", met: null } : { budget: `<= ${most} ms`, met: value <= most }
  const lost = ours.lost === 0 ? "" : `, ${ours.lost} lost`
  return [
    ...[0.5, 0.95, 0.99].map((q, index) => ({
      work: `agent token to screen, ${work} of ${PER_SECOND}/s, p${100 * q}`,
      unit: "ms",
      peer: beside(floor.at(q)),
      ours: ours.at(q),
      ...within(ours.at(q), budgets?.[index]),
      ...(index === 0 && {
        note: `p50 / p95 / p99: ours ${ours.spread}, relay ${floor.spread}; ${ours.portions.toFixed(0)} events a second of each${lost}`,
      }),
    })),
    {
      work: `question to first token, ${work}, p95`,
      unit: "ms",
      peer: beside(floor.first),
      ours: ours.first,
      ...within(ours.first, 30),
      note: "of a model that begins at once",
    },
    {
      work: `processor of the server, ${work}`,
      unit: "us/token",
      peer: beside(floor.cpu),
      ours: ours.cpu,
      budget: "",
      met: null,
      note: `beside it PostgreSQL and sandboxes ${ours.below.toFixed(0)}`,
    },
  ]
}
