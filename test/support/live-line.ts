/** A network one can hold in the hand: each message waits until it is let through, and lines break where one likes. */
import type { Clock } from "../../src/web/live/clock.ts"
import type { Socket } from "../../src/web/live/connection.ts"
import type { LiveRoom } from "./live-room.ts"

export interface Network {
  open: () => Socket
  /** Lets the oldest message through; false when none waits. */
  up(): boolean
  down(): boolean
  /** Breaks the line; what was on its way up is lost, or (`late`) arrives some time after. */
  cut(late: boolean): void
  /** Lets one late message through. */
  late(): boolean
  /** While down, no line can be opened. */
  setDown(down: boolean): void
  waiting(): number
}

class TestSocket extends EventTarget implements Socket {
  readonly OPEN = 1
  binaryType: BinaryType = "arraybuffer"
  readyState: WebSocket["readyState"] = 0
  readonly write: (data: string) => void
  readonly hangUp: () => void
  constructor(write: (data: string) => void, hangUp: () => void) {
    super()
    this.write = write
    this.hangUp = hangUp
  }
  send(data: string): void {
    if (this.readyState === 1) this.write(data)
  }
  close(): void {
    if (this.readyState > 1) return
    this.readyState = 3
    this.hangUp()
    this.dispatchEvent(new Event("close"))
  }
}

type Job = () => void

export function createNetwork(room: LiveRoom): Network {
  let ups: Job[] = []
  let downs: Job[] = []
  const lateUps: Job[] = []
  let break_ = () => {}
  let isDown = false

  return {
    open() {
      if (isDown) throw new Error("The network is down")
      ups = []
      downs = []
      const end = room.connect({
        send: (data) => {
          const sent = typeof data === "string" ? data : new Uint8Array(data).buffer
          downs.push(() => socket.dispatchEvent(new MessageEvent("message", { data: sent })))
        },
        close: () => downs.push(() => socket.close()),
      })
      const socket = new TestSocket(
        (data) => ups.push(() => end.receive(data)),
        () => end.gone(),
      )
      downs.push(() => {
        socket.readyState = 1
        socket.dispatchEvent(new Event("open"))
      })
      break_ = () => {
        ups = []
        downs = []
        socket.close()
      }
      return socket
    },
    up: () => run(ups.shift()),
    down: () => run(downs.shift()),
    cut(late) {
      if (late) lateUps.push(...ups)
      break_()
    },
    late: () => run(lateUps.shift()),
    setDown(down) {
      isDown = down
    },
    waiting: () => ups.length + downs.length,
  }
}

function run(job: Job | undefined): boolean {
  job?.()
  return job !== undefined
}

export interface TestClock extends Clock {
  /** Time passes; what comes due is done in order. */
  advance(ms: number): void
}

export function createTestClock(): TestClock {
  let now = 1_000_000
  let jobs: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    after(ms, run) {
      const job = { at: now + ms, run }
      jobs.push(job)
      return () => {
        jobs = jobs.filter((one) => one !== job)
      }
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = jobs.filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)
        if (!next) break
        jobs = jobs.filter((one) => one !== next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
    },
  }
}
