/** The few moves every test of a room makes. */
import { openQuestion } from "../../src/core/session.ts"
import type { JournalEvent, EventOf, EventType } from "../../src/protocol/events.ts"
import type { Language } from "../../src/protocol/ctrf.ts"
import type { ErrorCode } from "../../src/protocol/errors.ts"
import { createFileSession } from "../../src/web/editor/file-session.ts"
import type { FileSession } from "../../src/web/editor/file-session.ts"
import { systemClock } from "../../src/web/live/clock.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { ProblemError } from "../../src/web/live/session-view.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { TestServer } from "../support/server.ts"

const PATIENCE_MS = 20_000

/** Submits the open question, or the one named. */
export function submit(view: LiveSession, question?: string): Promise<unknown> {
  const { session } = view.getState()
  const asked = question ?? (session && openQuestion(session)?.id)
  if (!asked) throw new Error("No question is open")
  return view.command({ type: "submit", question: asked })
}

/** The code a command was refused with; throws when it was not. */
export async function refusal(asked: Promise<unknown>): Promise<ErrorCode> {
  try {
    await asked
  } catch (failure) {
    if (failure instanceof ProblemError) return failure.problem.code
    throw failure
  }
  throw new Error("It was not refused")
}

/** The first event of a type, past or to come, that passes. */
export async function happened<T extends EventType>(
  server: TestServer,
  { id }: CreatedSession,
  type: T,
  passes: (event: EventOf<T>) => boolean = () => true,
): Promise<EventOf<T>> {
  const { promise, resolve, reject } = Promise.withResolvers<EventOf<T>>()
  const look = (event: JournalEvent): void => {
    if (isOf(event, type) && passes(event)) resolve(event)
  }
  const room = await server.registry.room(id)
  const stop = room.log.listen("told", (events) => events.forEach(look))
  const timer = setTimeout(() => reject(new Error(`Waited for ${type}`)), PATIENCE_MS)
  for await (const event of server.store.journal.read(id)) look(event)
  return promise.finally(() => {
    clearTimeout(timer)
    stop()
  })
}

export async function journalOf(server: TestServer, { id }: CreatedSession): Promise<JournalEvent[]> {
  const events: JournalEvent[] = []
  for await (const event of server.store.journal.read(id)) events.push(event)
  return events
}

export function isOf<T extends EventType>(event: JournalEvent, type: T): event is EventOf<T> {
  return event.type === type
}

export function eventsOf<T extends EventType>(events: readonly JournalEvent[], type: T): EventOf<T>[] {
  return events.filter((event) => isOf(event, type))
}

/** A file as an editor has it, once it is there or cannot be. */
export async function openFile(
  view: LiveSession,
  path: string,
  language: Language = "python",
): Promise<FileSession> {
  const file = createFileSession({
    source: view.openDocument(path, language),
    extend: () => [],
    clock: systemClock,
    tellCursor: false,
  })
  await fileIs(file, () => file.state() !== null || file.source.getStatus().status === "failed")
  return file
}

/** Resolves when it holds of the file; looks after each change of any kind. */
export function fileIs(file: FileSession, holds: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops = [() => clearTimeout(timer)]
    const look = (): void => {
      if (!holds()) return
      for (const stop of stops) stop()
      resolve()
    }
    const timer = setTimeout(() => {
      for (const stop of stops) stop()
      reject(new Error(`${file.source.path} is ${JSON.stringify(file.source.getStatus())}: ${textOf(file)}`))
    }, PATIENCE_MS)
    stops.push(
      file.subscribe(look),
      file.source.onStatus(() => queueMicrotask(look)),
      file.source.onUpdates(() => queueMicrotask(look)),
    )
    look()
  })
}

export const textOf = (file: FileSession): string => file.state()?.doc.toString() ?? ""

/** Types at an offset, or at the end. */
export function type(file: FileSession, insert: string, at?: number): void {
  const state = file.state()
  if (!state) throw new Error(`${file.source.path} is not open`)
  file.update([state.update({ changes: { from: at ?? state.doc.length, insert } })])
}

/** What a program prints in the open workspace's sandbox. */
export async function shell(server: TestServer, { id }: CreatedSession, script: string): Promise<string> {
  const room = await server.registry.room(id)
  const { sandbox } = await room.workspaces.current()
  const proc = await sandbox.exec({ argv: ["/bin/bash", "-c", script] })
  const parts: Uint8Array[] = []
  for await (const { data } of proc.output) parts.push(data)
  await proc.exit
  return Buffer.concat(parts).toString()
}

export interface Screen {
  /** Everything since the last reset. */
  text(): string
  resets(): number
  /** Resolves when the text fits the pattern. */
  shows(pattern: RegExp): Promise<string>
  leave(): void
}

/** A terminal's output as text. */
export function watchTerminal(view: LiveSession, id: string): Screen {
  let parts: Uint8Array[] = []
  let resets = 0
  const looks = new Set<() => void>()
  const text = (): string => Buffer.concat(parts).toString()
  const leave = view.openTerminal(id).attach({
    reset() {
      parts = []
      resets++
    },
    async write(data) {
      parts.push(data)
      for (const look of looks) look()
    },
  })
  return {
    text,
    resets: () => resets,
    leave,
    shows: (pattern) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new Error(`Waited for ${pattern}; the screen shows ${JSON.stringify(text().slice(-800))}`),
            ),
          PATIENCE_MS,
        )
        const look = (): void => {
          if (!pattern.test(text())) return
          clearTimeout(timer)
          looks.delete(look)
          resolve(text())
        }
        looks.add(look)
        look()
      }),
  }
}

export async function openTerminal(view: LiveSession): Promise<string> {
  const result = await view.command({ type: "open-terminal", cols: 80, rows: 24 })
  if (!("terminal" in result)) throw new Error("No terminal was opened")
  return result.terminal
}
