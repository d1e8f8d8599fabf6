import type { CtrfDocument, Language, TestResult, TestSummary } from "../../protocol/ctrf.ts"

const TOOLS: Record<Language, string> = {
  python: "pytest",
  javascript: "jest",
  typescript: "jest",
  go: "go test",
}

/** A run as a CTRF document. `message` tells why a suite could not run, or what went wrong beside its tests. */
export function ctrfDocument(
  language: Language,
  results: readonly TestResult[],
  summary: TestSummary,
  message?: string,
): CtrfDocument {
  return {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    results: {
      tool: { name: TOOLS[language] },
      summary,
      tests: results.map(ctrfTest),
      ...(message !== undefined && { extra: { message } }),
    },
  }
}

function ctrfTest(result: TestResult): CtrfDocument["results"]["tests"][number] {
  const { id, name, status, duration, suite, filePath, line, message, trace, output, expected, actual } =
    result
  return {
    name,
    status,
    duration,
    suite: [filePath, ...suite],
    filePath,
    ...(line !== undefined && { line }),
    ...(message !== undefined && { message }),
    ...(trace !== undefined && { trace }),
    ...(output !== undefined && { stdout: output.split("\n") }),
    extra: { id, ...(expected !== undefined && { expected }), ...(actual !== undefined && { actual }) },
  }
}
