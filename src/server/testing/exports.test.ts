import { expect, test } from "vitest"
import { CtrfDocument, type TestResult } from "../../protocol/ctrf.ts"
import { ctrfDocument } from "./ctrf.ts"
import { junitXml } from "./junit.ts"

const RESULTS: TestResult[] = [
  {
    id: "a.py::T::ok",
    name: "ok",
    suite: ["T"],
    filePath: "a.py",
    line: 3,
    status: "passed",
    duration: 12,
    output: "hi\n",
  },
  {
    id: "a.py::T::no",
    name: 'no <"&\u0001\ud800>',
    suite: ["T"],
    filePath: "a.py",
    status: "failed",
    duration: 1,
    message: "1 != 2",
    trace: "a\nb",
    expected: "2",
    actual: "1",
  },
  {
    id: "b.py::later",
    name: "later",
    suite: [],
    filePath: "b.py",
    status: "skipped",
    duration: 0,
    message: "no",
  },
]
const SUMMARY = { tests: 3, passed: 1, failed: 1, skipped: 1, pending: 0, other: 0, start: 0, stop: 1500 }

test("[TEST12] a run as CTRF", () => {
  const document = ctrfDocument("python", RESULTS, SUMMARY)
  expect(CtrfDocument.parse(document)).toEqual(document)
  expect(document.results.tests[1]).toMatchObject({
    status: "failed",
    message: "1 != 2",
    trace: "a\nb",
    suite: ["a.py", "T"],
  })
})

test("[TEST12] a run as JUnit XML, with nothing in it that XML cannot hold", () => {
  const xml = junitXml(RESULTS, SUMMARY)
  expect(xml).toContain('<testsuites tests="3" failures="1" errors="0" skipped="1" time="1.500">')
  expect(xml).toContain('<testcase classname="a.py.T" name="ok" file="a.py" line="3" time="0.012">')
  expect(xml).toContain('name="no &lt;&quot;&amp;\ufffd\ufffd&gt;"')
  expect(xml).toContain('<failure message="1 != 2">a&#10;b</failure>')
  expect(xml).toContain('<skipped message="no"/>')
})
