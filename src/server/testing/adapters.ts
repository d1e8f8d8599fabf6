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

/** Where a sandbox has them mounted. */
export const SANDBOX_PLACES: RunnerPlaces = {
  reporters: "/opt/toolchain/reporters",
  javascript: "/opt/toolchain/javascript",
  go: "/opt/toolchain/go",
}

/** The read-only mounts every sandbox for test runs needs; `root` is the folder of this repository. */
export function toolchainMounts(root: string): { host: string; inside: string }[] {
  return [
    { host: `${root}/toolchain/reporters`, inside: SANDBOX_PLACES.reporters },
    { host: `${root}/toolchain/javascript`, inside: SANDBOX_PLACES.javascript },
    { host: `${root}/build/toolchain/go`, inside: SANDBOX_PLACES.go },
  ]
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
