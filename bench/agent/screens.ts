/** Candidates' windows on either contender. Each asks, and takes down how old every token is when it comes. */
import { once } from "node:events"
import { WebSocket } from "ws"
import { openQuestion } from "../../src/core/session.ts"
import type { JournalEvent } from "../../src/protocol/events.ts"
import { answer } from "../lib/child.ts"
import { begin } from "../lib/interview.ts"
import type { Interview } from "../lib/server.ts"
import { ages } from "./marks.ts"

export interface Heard {
  /** Milliseconds from the model's writing of each token to its arrival. */
  tokens: number[]
  /** Milliseconds from each question to the first token of its answer. */
  firsts: number[]
  /** How many messages of the conversation brought the tokens. */
  portions: number
}

export interface ScreensApi {
  /** Opens a window of ours, and begins its interview. */
  openOurs(interview: Interview): Promise<void>
  openFloor(address: string): Promise<void>
  /** So many of the windows ask, each at a moment of its own within `withinMs`. Resolves when all is answered. */
  ask(options: { who: "ours" | "floor"; streams: number; withinMs: number }): Promise<Heard>
}

interface Screen {
  ask(heard: Heard): Promise<void>
  close(): void
}

/** Takes portions of one answer down. */
function listener(heard: Heard): (text: string) => void {
  const asked = performance.now()
  let first = true
  return (text) => {
    if (first) heard.firsts.push(performance.now() - asked)
    first = false
    heard.portions++
    heard.tokens.push(...ages(text))
  }
}

async function openOurs(interview: Interview): Promise<Screen> {
  let hear = (_text: string): void => undefined
  let end = (): void => undefined
  const take = (event: JournalEvent): void => {
    if (event.type === "chat.delta") hear(event.data.text)
    if (event.type === "chat.ended") end()
  }
  const view = await begin(interview, (events) => events.forEach(take))
  return {
    async ask(heard) {
      const ended = new Promise<void>((resolve) => (end = resolve))
      hear = listener(heard)
      await view.command({
        type: "send-message",
        question: openQuestion(view.getState().session!)!.id,
        message: crypto.randomUUID(),
        text: "Explain it.",
        attach: [],
      })
      await ended
    },
    close: () => view.close(),
  }
}

async function openFloor(address: string): Promise<Screen> {
  const socket = new WebSocket(address, { perMessageDeflate: false })
  await once(socket, "open")
  return {
    async ask(heard) {
      const hear = listener(heard)
      const ended = new Promise<void>((resolve) => {
        socket.on("message", (data) => {
          const text = Buffer.isBuffer(data) ? data.toString() : ""
          if (text !== "") return hear(text)
          socket.removeAllListeners("message")
          resolve()
        })
      })
      socket.send("Explain it.")
      await ended
    },
    close: () => socket.close(),
  }
}

const screens = { ours: [] as Screen[], floor: [] as Screen[] }

answer<ScreensApi>(
  {
    async openOurs(interview) {
      screens.ours.push(await openOurs(interview))
    },
    async openFloor(address) {
      screens.floor.push(await openFloor(address))
    },
    async ask({ who, streams, withinMs }) {
      const heard: Heard = { tokens: [], firsts: [], portions: 0 }
      await Promise.all(
        screens[who].slice(0, streams).map(async (screen, index) => {
          await new Promise((resolve) => setTimeout(resolve, (index / streams) * withinMs))
          await screen.ask(heard)
        }),
      )
      return heard
    },
  },
  async () => {
    for (const screen of [...screens.ours, ...screens.floor]) screen.close()
  },
)
