import type { Reporter, TestModule, TestRunEndReason } from "vitest/node"

/**
 * Ends the output with `N passed, N failed` (and `, N skipped` if any), after whatever other reporters wrote. A file
 * that could not be loaded and an error outside every test count as failed: a run that fails never says `0 failed`.
 */
export class ClosingLine implements Reporter {
  private line = "0 passed, 1 failed"

  onInit(): void {
    process.once("exit", () => process.stdout.write(`${this.line}\n`))
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    const count = (state: (typeof states)[number]) => states.filter((one) => one === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    const failed = count("failed") + count("pending") + broken
    const skipped = count("skipped")
    this.line = [
      `${count("passed")} passed`,
      `${reason === "passed" ? failed : Math.max(1, failed)} failed`,
      ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ].join(", ")
  }
}
