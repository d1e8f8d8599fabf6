import { createOpenAIModel } from "../../src/server/agent/model/openai.ts"
import { serveOpenAI } from "../support/wire/openai.ts"
import { modelContract } from "./model.ts"

modelContract("openai", {
  serve: serveOpenAI,
  open: (baseUrl, settings) => createOpenAIModel({ baseUrl, ...settings }),
  stops: [["refusal", "refusal"]],
})
