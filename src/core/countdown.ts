/** Time that runs out, and can be stopped and let go on. */
export interface Countdown {
  /** Idempotent, both; what is left when it is stopped is left when it goes on. */
  stop(): void
  goOn(): void
  /** For good. */
  cancel(): void
}

/** Who has time: `now` in milliseconds, `after` answers how to cancel. */
export interface Timer {
  now(): number
  after(ms: number, callback: () => void): () => void
}

/** Begins to run at once, or stopped; calls back once, when `ms` have run. */
export function createCountdown(timer: Timer, ms: number, over: () => void, stopped = false): Countdown {
  let left = ms
  let running: { since: number; cancel: () => void } | null = null
  let done = false

  function goOn(): void {
    if (running || done) return
    running = { since: timer.now(), cancel: timer.after(left, finish) }
  }

  function stop(): void {
    if (!running) return
    running.cancel()
    left = Math.max(0, left - (timer.now() - running.since))
    running = null
  }

  function finish(): void {
    running = null
    if (done) return
    done = true
    over()
  }

  if (!stopped) goOn()
  return {
    stop,
    goOn,
    cancel() {
      stop()
      done = true
    },
  }
}
