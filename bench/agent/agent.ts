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
const WITHIN_MS = 500
/** The same where only the first token matters: one answer is over before the next window asks. */
const APART_MS = 3_000

const script = (name: string): string => join(import.meta.dirname, name)
const QUESTION = script("../../questions/alert-storms")

type Who = "ours" | "floor"

interface Slice extends Heard {
  /** Processor seconds of the server, and of what it started: the database and the sandboxes. */
  own: number
  below: number
}

interface Total {
  /** The median of the rounds' quantiles, so that one round disturbed by something else does not decide. */
  at(q: number): number
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
    spread: spread(all),
    cpu: (1e6 * sum(({ own }) => own)) / wanted,
    below: (1e6 * sum(({ below }) => below)) / wanted,
    portions: (sum(({ portions }) => portions) * PER_SECOND) / wanted,
    lost: wanted - all.length,
  }
}

export const agent: Bench = async ({ long }) => {
  const [seconds, rounds] = long ? [5, 11] : [2, 7]
  const tokens = seconds * PER_SECOND
  const children: { stop(): Promise<void> }[] = []
  const started = async <C extends { stop(): Promise<void> }>(child: Promise<C>): Promise<C> => {
    children.unshift(await child)
    return child
  }
  try {
    const model = await started(startChild<ModelServerApi>(script("model-server.ts")))
    const address = await model.ask("open", null)
    const server = await started(startChild<ServerApi>(script("../lib/server.ts"), [address]))
    const relay = await started(startChild<RelayApi>(script("relay.ts"), [address]))
    const screens = await started(startChild<ScreensApi>(script("screens.ts")))
    const floor = await relay.ask("open", null)
    for (let index = 0; index < STREAMS; index++) {
      await screens.ask("openOurs", await server.ask("interview", QUESTION))
      await screens.ask("openFloor", floor)
    }

    async function run(who: Who, streams: number): Promise<Slice> {
      const child: Pick<Child<never>, "cpu"> = who === "ours" ? server : relay
      const before = await child.cpu()
      const heard = await screens.ask("ask", { who, streams, withinMs: WITHIN_MS })
      const after = await child.cpu()
      return { ...heard, own: after.own - before.own, below: after.below - before.below }
    }
    async function stream(streams: number): Promise<Record<Who, Total>> {
      await model.ask("pace", { tokens, perSecond: PER_SECOND })
      const work = { ours: () => run("ours", streams), floor: () => run("floor", streams) }
      await interleave(1, work)
      const { ours, floor } = await interleave(rounds, work)
      return { ours: total(ours, streams, tokens), floor: total(floor, streams, tokens) }
    }
    /** Milliseconds from each question to the first token of its answer, one after another. */
    async function first(): Promise<Record<Who, number[]>> {
      await model.ask("pace", { tokens: 1, perSecond: PER_SECOND })
      const ask = async (who: Who): Promise<number[]> =>
        (await screens.ask("ask", { who, streams: STREAMS, withinMs: APART_MS })).firsts
      const work = { ours: () => ask("ours"), floor: () => ask("floor") }
      await interleave(1, work)
      const { ours, floor } = await interleave(long ? 5 : 3, work)
      return { ours: ours.flat(), floor: floor.flat() }
    }
    return [
      rowOfFirst(await first()),
      ...rowsOf("1 stream", await stream(1), null),
      ...rowsOf(`${STREAMS} streams`, await stream(STREAMS), [9.5, 17, 20]),
    ]
  } finally {
    for (const child of children) await child.stop()
  }
}

const beside = (value: number): NonNullable<Row["peer"]> => ({ name: "bare relay", value })

const within = (value: number, most: number | undefined): Pick<Row, "budget" | "met"> =>
  most === undefined ? { budget: "", met: null } : { budget: `<= ${most} ms`, met: value <= most }

function rowOfFirst({ ours, floor }: Record<Who, number[]>): Row {
  return {
    work: "question to first token, p95",
    unit: "ms",
    peer: beside(quantile(floor, 0.95)),
    ours: quantile(ours, 0.95),
    ...within(quantile(ours, 0.95), 30),
    note: `a model that begins at once; p50 / p95 / p99: ours ${spread(ours)}, relay ${spread(floor)}`,
  }
}

function rowsOf(work: string, { ours, floor }: Record<Who, Total>, budgets: readonly number[] | null): Row[] {
  const lost = ours.lost === 0 ? "" : `, ${ours.lost} tokens lost`
  const note = `p50 / p95 / p99 of all rounds: ours ${ours.spread}, relay ${floor.spread}; ${ours.portions.toFixed(0)} events/s each${lost}`
  return [
    ...[0.5, 0.95, 0.99].map((q, index) => ({
      work: `agent token to screen, ${work} of ${PER_SECOND}/s, p${100 * q}`,
      unit: "ms",
      peer: beside(floor.at(q)),
      ours: ours.at(q),
      ...within(ours.at(q), budgets?.[index]),
      ...(index === 0 && { note }),
    })),
    {
      work: "the same, processor of the server",
      unit: "us/token",
      peer: beside(floor.cpu),
      ours: ours.cpu,
      budget: "",
      met: null,
      note: `beside it PostgreSQL and sandboxes ${ours.below.toFixed(0)}`,
    },
  ]
}
