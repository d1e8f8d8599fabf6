import type { TestResult, TestSummary } from "../../protocol/ctrf.ts"

/** A run as JUnit XML: one `testsuite` per file. Characters that XML 1.0 cannot hold are replaced. */
export function junitXml(results: readonly TestResult[], summary: TestSummary): string {
  const files = Map.groupBy(results, ({ filePath }) => filePath)
  const suites = [...files].map(([filePath, tests]) => suite(filePath, tests, summary.start))
  const counts = countsOf(results)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ ...counts, time: seconds(summary.stop - summary.start) })}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n")
}

function suite(filePath: string, tests: readonly TestResult[], start: number): string {
  const time = seconds(tests.reduce((sum, { duration }) => sum + duration, 0))
  const timestamp = new Date(start).toISOString().slice(0, 19)
  const opening = attributes({ name: filePath, ...countsOf(tests), time, timestamp })
  return [`  <testsuite ${opening}>`, ...tests.map(testCase), "  </testsuite>"].join("\n")
}

function testCase(result: TestResult): string {
  const { name, suite, filePath, line, duration } = result
  const opening = attributes({
    classname: [filePath, ...suite].join("."),
    name,
    file: filePath,
    ...(line !== undefined && { line: String(line) }),
    time: seconds(duration),
  })
  const body = [
    ...verdict(result),
    ...(result.output ? [`      <system-out>${text(result.output)}</system-out>`] : []),
  ]
  return body.length === 0
    ? `    <testcase ${opening}/>`
    : [`    <testcase ${opening}>`, ...body, "    </testcase>"].join("\n")
}

function verdict({ status, message, trace }: TestResult): string[] {
  const said = message === undefined ? "" : ` message="${text(message)}"`
  switch (status) {
    case "passed":
      return []
    case "failed":
      return [`      <failure${said}>${text(trace ?? message ?? "")}</failure>`]
    default:
      return [`      <skipped${said}/>`]
  }
}

function countsOf(tests: readonly TestResult[]) {
  const failures = tests.filter(({ status }) => status === "failed").length
  const passed = tests.filter(({ status }) => status === "passed").length
  const counts = { tests: tests.length, failures, errors: 0, skipped: tests.length - failures - passed }
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]))
}

const seconds = (ms: number) => (Math.max(0, ms) / 1000).toFixed(3)

const attributes = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${text(value)}"`)
    .join(" ")

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
}

// oxlint-disable-next-line no-control-regex
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

const text = (value: string) =>
  value
    .replace(UNSPEAKABLE, "\ufffd")
    .replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? character)
