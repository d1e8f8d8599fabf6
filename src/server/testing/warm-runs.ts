/** Runners started ahead of the click: at most one a session and language, each in a fresh sandbox, used once. */
import type { Language } from "../../protocol/ctrf.ts"
import type { Clock } from "../clock.ts"
import type { Sandbox } from "../sandbox/engine.ts"
import type { TestAdapter } from "./adapter.ts"
import { type PreparedRun, prepareRun } from "./test-run.ts"

export interface ReadyRun extends PreparedRun {
  readonly sandbox: Sandbox
}

export interface WarmRunsParts {
  /** A fresh one-shot sandbox on a session's files. */
  create: (session: string) => Promise<Sandbox>
  adapters: Record<Language, TestAdapter>
  clock: Clock
  /** A prepared runner that nobody has asked for again is dropped after this long. */
  idleMs?: number
}

export interface WarmRuns {
  /** Has a runner ready soon, or keeps the one that is for another while. Failures wait for `take`. */
  prepare(session: string, language: Language): void
  /** The prepared runner when it is still well, else a new one; the taker destroys its sandbox. */
  take(session: string, language: Language): Promise<ReadyRun>
  /** Drops what is prepared for a session. */
  drop(session: string): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  session: string
  ready: Promise<ReadyRun | null>
  disarm(): void
}

export function createWarmRuns({ create, adapters, clock, idleMs = 60_000 }: WarmRunsParts): WarmRuns {
  const waiting = new Map<string, Waiting>()
  const keyOf = (session: string, language: Language) => `${language} ${session}`

  const start = async (session: string, language: Language): Promise<ReadyRun> => {
    const sandbox = await create(session)
    try {
      return { sandbox, ...(await prepareRun(sandbox, adapters[language])) }
    } catch (error) {
      await sandbox.destroy()
      throw error
    }
  }

  const discard = async (key: string): Promise<void> => {
    const found = waiting.get(key)
    waiting.delete(key)
    found?.disarm()
    await (await found?.ready)?.sandbox.destroy()
  }

  const arm = (key: string) => clock.after(idleMs, () => void discard(key).catch(() => {}))

  return {
    prepare(session, language) {
      const key = keyOf(session, language)
      const found = waiting.get(key)
      found?.disarm()
      const ready = found?.ready ?? start(session, language).catch(() => null)
      waiting.set(key, { session, ready, disarm: arm(key) })
    },
    async take(session, language) {
      const key = keyOf(session, language)
      const found = waiting.get(key)
      waiting.delete(key)
      found?.disarm()
      const ready = await found?.ready
      if (!ready) return start(session, language)
      if (await isWaiting(ready)) return ready
      await ready.sandbox.destroy()
      return start(session, language)
    },
    async drop(session) {
      const keys = [...waiting].filter(([, entry]) => entry.session === session).map(([key]) => key)
      await Promise.all(keys.map(discard))
    },
    async close() {
      await Promise.all([...waiting.keys()].map(discard))
    },
  }
}

/** Whether neither the runner nor its sandbox has ended meanwhile. */
function isWaiting({ proc, sandbox }: ReadyRun): Promise<boolean> {
  const ended = Promise.race([proc.exit, sandbox.closed]).then(() => false)
  return Promise.race([ended, new Promise<boolean>((resolve) => setImmediate(() => resolve(true)))])
}
