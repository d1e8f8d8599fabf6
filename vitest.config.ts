import { defineConfig } from "vitest/config"
import { ClosingLine } from "./test/support/reporter.ts"

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts", "scripts/**/*.test.mjs"],
    reporters: ["default", new ClosingLine()],
    // Most tests wait for a browser, a sandbox or a disk; with one worker a core is idle.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
