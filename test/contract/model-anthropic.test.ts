import { createAnthropicModel } from "../../src/server/agent/model/anthropic.ts"
import { serveAnthropic } from "../support/wire/anthropic.ts"
import { modelContract } from "./model.ts"

modelContract("anthropic", {
  serve: serveAnthropic,
  open: (baseUrl, settings) => createAnthropicModel({ baseUrl, ...settings }),
  stops: [
    ["refusal", "refusal"],
    ["pause_turn", "pause"],
    ["model_context_window_exceeded", "context"],
  ],
})
