/**
 * The whole server, every part real, in a data folder of its own: `node server.ts [MODEL]`. With the address of a
 * model, an agent that asks it takes part in the interviews.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { AssistancePolicy } from "../../src/protocol/assistance.ts"
import { systemClock } from "../../src/server/clock.ts"
import { compose } from "../../src/server/compose.ts"
import { readLibrary } from "../../src/server/questions/library.ts"
import { createSession } from "../../src/server/sessions.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { answer } from "./child.ts"

export interface Interview {
  url: string
  created: CreatedSession
}

export interface ServerApi {
  /** An interview with the questions of a library folder, or of one question's folder. */
  interview(library: string): Promise<Interview>
}

const address = process.argv[2]
const dataFolder = await mkdtemp(join(tmpdir(), "ilm-bench-"))
const server = await compose(
  {
    port: 0,
    host: "127.0.0.1",
    dataFolder,
    databaseUrl: null,
    publicUrl: null,
    logLevel: "warn",
    secret: null,
    proxies: [],
    webhooksInside: false,
    model: address
      ? { kind: "anthropic", apiKey: "x", baseUrl: address, model: "claude-sonnet-5-5", outputTokens: 16_384 }
      : { kind: "coach" },
  },
  (problem) => console.error(problem),
)

answer<ServerApi>(
  {
    async interview(library) {
      const questions = (await readLibrary(library)).map((reading) => {
        if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
        return reading.stored
      })
      const created = await createSession(
        { ...server, clock: systemClock },
        {
          title: "Bench",
          candidate: "Ada",
          minutes: 60,
          questions,
          consentText: "All of it.",
          watchersVisible: true,
          ...(address && { assistance: AssistancePolicy.parse({}) }),
        },
      )
      return { url: server.url, created }
    },
  },
  async () => {
    await server.close()
    await rm(dataFolder, { recursive: true, force: true })
  },
)
