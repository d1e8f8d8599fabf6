/**
 * Takes secrets out of text before a model, a page or the record gets it: keys and passwords as secretlint's rules know
 * them, and the exact strings (canaries) that mark what candidates may not see. What is taken out keeps its line feeds,
 * so that lines stay where they were.
 */
import { setImmediate as othersTurn } from "node:timers/promises"
import { lintSource } from "@secretlint/core"
import { secretLintProfiler } from "@secretlint/profiler"
import { rules } from "@secretlint/secretlint-rule-preset-recommend"

export interface Redactor {
  /** A whole text. */
  text(text: string): Promise<string>
  /** For text that comes in pieces: a secret that is cut in two is found all the same. */
  stream(): RedactedStream
}

export interface RedactedStream {
  /** As much as can't be part of a secret that is still to come. One call at a time. */
  push(piece: string): Promise<string>
  /** The rest. */
  end(): Promise<string>
}

interface Span {
  from: number
  to: number
}

const REDACTED = "[redacted]"

/** A line that goes on for longer than this is let go but for its end, which no token we know is longer than. */
const LONGEST_HELD = 16 << 10
const LONGEST_TOKEN = 4 << 10
/** What was let go and is looked at once more, for the name that stands before a secret. */
const LOOKED_BACK = 1 << 10

const NAME_BEFORE = 256
/** The rules take quadratic time where much is found, so that a long text is looked at in parts, others' work between. */
const AT_ONCE = 8 << 10
const KEY_BEGINS = "-----BEGIN"
/** Also one that is short, or whose end is not shown. */
const KEY =
  /-----BEGIN[ A-Z0-9]*PRIVATE KEY-----(?:\n[A-Za-z0-9+/=]{1,100}$)*(?:\n-----END[ A-Z0-9]*-----)?/gm
const KEY_ENDS = /-----END[ A-Z0-9]*-----/

// It keeps a mark of every rule it ever ran.
secretLintProfiler.setEnabled(false)

/** Each by itself: the whole preset would obey a comment in the text that turns its rules off. */
const CONFIG = {
  rules: rules
    .filter(({ meta }) => !meta.id.endsWith("filter-comments"))
    .map((rule) => ({ id: rule.meta.id, rule, options: {} })),
}

export function createRedactor({ canaries }: { canaries: readonly string[] }): Redactor {
  const exact = canaries.filter((canary) => canary !== "")

  async function find(text: string): Promise<Span[]> {
    const spans = exact.flatMap((canary) => occurrences(text, canary))
    for (const { 0: key, index } of text.matchAll(KEY)) spans.push({ from: index, to: index + key.length })
    const source = { filePath: "text.txt", content: text, contentType: "text" as const }
    const { messages } = await lintSource({ source, options: { config: CONFIG, noPhysicFilePath: true } })
    for (const { range, data } of messages) {
      spans.push({ from: range[0], to: range[1] })
      // Where a rule names its secret, that is what counts: the range of some begins at the name before it.
      for (const value of Object.values(data ?? {})) {
        if (typeof value !== "string" || value.length < 8) continue
        const near = text.slice(range[0], range[1] + value.length + NAME_BEFORE)
        for (const { from, to } of occurrences(near, value))
          spans.push({ from: range[0] + from, to: range[0] + to })
      }
    }
    return merged(spans)
  }

  function stream(): RedactedStream {
    let context = ""
    let held = ""

    async function release(length: number): Promise<string> {
      const text = context + held
      const spans = await find(text)
      const full = held.length > LONGEST_HELD
      const cut = beforePair(text, outside(spans, context.length + length, context.length, full))
      const shown = replaced(text.slice(0, cut), clipped(spans, cut), context.length)
      held = text.slice(cut)
      context = text.slice(Math.max(0, cut - LOOKED_BACK), cut)
      return shown
    }

    return {
      async push(piece) {
        held += piece
        const length = held.length - unfinished(held)
        return length > 0 ? release(length) : ""
      },
      end: () => release(held.length),
    }
  }

  return {
    stream,
    async text(text) {
      if (text.length <= AT_ONCE) return replaced(text, await find(text), 0)
      const { push, end } = stream()
      let shown = ""
      for (let at = 0; at < text.length; at += AT_ONCE) {
        shown += await push(text.slice(at, at + AT_ONCE))
        await othersTurn()
      }
      return shown + (await end())
    },
  }
}

/** How much at the end of a text may be the beginning of a secret: a line that is not at its end, or a key. */
function unfinished(text: string): number {
  const line = text.length - (text.lastIndexOf("\n") + 1)
  const key = text.lastIndexOf(KEY_BEGINS)
  const open = key >= 0 && !KEY_ENDS.test(text.slice(key))
  const held = open ? Math.max(line, text.length - key) : line
  return held > LONGEST_HELD ? LONGEST_TOKEN : held
}

/** Where to cut so that no secret is cut in two: before it, or after it when no more can be held. */
function outside(spans: readonly Span[], cut: number, earliest: number, full: boolean): number {
  const across = spans.find(({ from, to }) => from < cut && cut < to)
  if (!across) return cut
  return full ? across.to : Math.max(earliest, across.from)
}

/** Not between the halves of a surrogate pair. */
function beforePair(text: string, cut: number): number {
  const code = text.charCodeAt(cut - 1)
  return cut < text.length && code >= 0xd800 && code <= 0xdbff ? cut - 1 : cut
}

function clipped(spans: readonly Span[], cut: number): Span[] {
  return spans.filter(({ from }) => from < cut).map(({ from, to }) => ({ from, to: Math.min(to, cut) }))
}

function occurrences(text: string, wanted: string): Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    spans.push({ from: at, to: at + wanted.length })
  return spans
}

/** In order, those that touch or overlap as one. */
function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from < last.to) last.to = Math.max(last.to, to)
    else all.push({ from, to })
  }
  return all
}

/** The text from `start` on with its secrets taken out. */
function replaced(text: string, spans: readonly Span[], start: number): string {
  let shown = ""
  let at = start
  for (const { from, to } of spans) {
    if (to <= at) continue
    const lines = text.slice(Math.max(at, from), to).split("\n").length - 1
    shown += text.slice(at, Math.max(at, from)) + REDACTED + "\n".repeat(lines)
    at = to
  }
  return shown + text.slice(at)
}
