import type { Language } from "../../protocol/ctrf.ts"
import type { TestAdapter, TestRequest } from "./adapter.ts"

/** Where the runners and what they need are, as seen inside a sandbox. */
export interface RunnerPlaces {
  /** `toolchain/reporters`. */
  reporters: string
  /** `toolchain/javascript`. */
  javascript: string
  /** What `toolchain/reporters/go/prepare.mjs` made; a link cache is laid over it in /tmp for each run. */
  go: string
}

export const SANDBOX_PLACES: RunnerPlaces = {
  reporters: "/opt/interviewlm/reporters",
  javascript: "/opt/interviewlm/javascript",
  go: "/opt/interviewlm/go",
}

/** One adapter for each language: pytest, Jest with SWC, `go test`. */
export function createAdapters(places: RunnerPlaces): Record<Language, TestAdapter> {
  const { reporters, javascript, go } = places
  const jest = ["node", "--max-old-space-size=400", `${reporters}/jest/run.cjs`, javascript]
  return {
    python: adapter("python", ["/usr/bin/python3", "-I", `${reporters}/python/run.py`]),
    javascript: adapter("javascript", jest),
    typescript: adapter("typescript", jest),
    go: adapter("go", ["node", `${reporters}/go/run.cjs`, go]),
  }
}

function adapter(language: Language, argv: readonly string[]): TestAdapter {
  return {
    language,
    command: () => ({ argv, channel: true }),
    request: ({ nonce, root, only }: TestRequest) =>
      new TextEncoder().encode(`${JSON.stringify({ nonce, root, only, language })}\n`),
  }
}
