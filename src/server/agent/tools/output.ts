/** What a program prints, as much of it as is kept, and as it is shown while it runs. */
import { createCleaner } from "../../../core/agent/clean.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import type { Clock } from "../../clock.ts"
import type { Redactor } from "./redact.ts"
import { bounded, count, printed } from "./present.ts"

const KEPT = 128 << 10
/** At a place where bytes were left out, so much is not shown: it may be half of a secret or of a character. */
const EDGE = 4 << 10
const LIVE_MS = 100
/** More characters in this share that are no UTF-8, and it is no text. */
const MOST_INVALID = 0.1

export interface Output {
  push(bytes: Uint8Array): void
  /** Bytes that came. */
  readonly size: number
  /** Cleaned, without secrets, its middle left out when it is long. */
  text(): Promise<string>
}

/** Keeps the beginning and the end of what comes. */
export function createOutput(redact: Redactor): Output {
  const head: Uint8Array[] = []
  let tail: Uint8Array[] = []
  let headSize = 0
  let tailSize = 0
  let size = 0

  function push(bytes: Uint8Array): void {
    size += bytes.length
    const first = bytes.subarray(0, KEPT - headSize)
    if (first.length > 0) {
      head.push(first)
      headSize += first.length
    }
    const rest = bytes.subarray(first.length)
    if (rest.length === 0) return
    tail.push(rest)
    tailSize += rest.length
    if (tailSize < 2 * KEPT) return
    tail = [Buffer.concat(tail).subarray(-KEPT)]
    tailSize = KEPT
  }

  return {
    push,
    get size() {
      return size
    },
    async text() {
      const first = Buffer.concat(head)
      const last = Buffer.concat(tail)
      const gap = size > headSize + tailSize
      const shown = gap ? [first.subarray(0, -EDGE), last.subarray(EDGE)] : [Buffer.concat([first, last])]
      if (shown.some(isBinary))
        return `[binary output, ${count(size, "byte")}: not shown. Look at it through xxd or base64.]`
      const texts = await Promise.all(shown.map((bytes) => printed(bytes.toString("utf8"), redact)))
      const [beginning = "", end] = texts
      if (end === undefined) return bounded(beginning)
      const { resultCharacters } = LIMITS.tools
      const start = beginning.slice(0, Math.floor(resultCharacters * 0.6)).toWellFormed()
      const rest = end.slice(-Math.floor(resultCharacters * 0.4)).toWellFormed()
      return `${start}\n[… the middle of ${count(size, "byte")} is left out here …]\n${rest}`
    },
  }
}

function isBinary(bytes: Buffer): boolean {
  if (bytes.includes(0)) return true
  const text = bytes.toString("utf8")
  const invalid = text.split("\ufffd").length - 1
  return invalid > 8 && invalid > text.length * MOST_INVALID
}

export interface LiveOutput {
  push(bytes: Uint8Array): void
  /** Shows what is left. */
  end(): Promise<void>
}

/** Shows what comes every now and then, up to a length; the result has all that counts. */
export function createLiveOutput(
  { redact, clock }: { redact: Redactor; clock: Clock },
  show: (text: string) => unknown,
): LiveOutput {
  const decoder = new TextDecoder()
  const cleaner = createCleaner()
  const stream = redact.stream()
  let gathered = ""
  let shown = 0
  let timer: (() => void) | null = null
  let telling: Promise<void> = Promise.resolve()

  const full = (): boolean => shown >= LIMITS.tools.liveCharacters

  function tell(text: string): void {
    if (text === "" || full()) return
    const room = LIMITS.tools.liveCharacters - shown
    shown += text.length
    show(full() ? `${text.slice(0, room).toWellFormed()}\n[… more comes, which is not shown live …]\n` : text)
  }

  function flush(): void {
    timer = null
    const piece = gathered
    gathered = ""
    telling = telling.then(async () => tell(await stream.push(piece)))
  }

  return {
    push(bytes) {
      // What comes faster than it is shown would not be shown.
      if (full() || gathered.length > 2 * LIMITS.tools.liveCharacters) return
      gathered += cleaner.push(decoder.decode(bytes, { stream: true }))
      timer ??= clock.after(LIVE_MS, flush)
    },
    async end() {
      timer?.()
      gathered += cleaner.push(decoder.decode()) + cleaner.end()
      flush()
      await telling
      tell(await stream.end())
    },
  }
}
