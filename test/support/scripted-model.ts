import type { ModelSettings } from "../../src/server/agent/model/source.ts"
import { serveAnthropic } from "./wire/anthropic.ts"
import type { Script, WireModel, WireOptions, WireRequest } from "./wire/script.ts"

/** A model behind the real wire format, whose answers a test can change as it goes. */
export interface ScriptedModel {
  /** What it answers from now on; its requests are counted from 0 again. */
  script(next: Script): void
  readonly requests: readonly WireRequest[]
  /** Begins to serve. */
  settings(): Promise<ModelSettings>
  close(): Promise<void>
}

export function scriptedModel(options: WireOptions = {}): ScriptedModel {
  let current: Script = () => []
  let from = 0
  let served: Promise<WireModel> | null = null
  let requests: readonly WireRequest[] = []
  return {
    script(next) {
      from = requests.length
      current = next
    },
    get requests() {
      return requests
    },
    async settings() {
      served ??= serveAnthropic((request, index) => current(request, index - from), options)
      const { url, requests: asked } = await served
      requests = asked
      const model = "claude-sonnet-5-5"
      return { kind: "anthropic", apiKey: "test-key", baseUrl: url, model, outputTokens: 16_384 }
    },
    async close() {
      await (await served)?.close()
    },
  }
}
