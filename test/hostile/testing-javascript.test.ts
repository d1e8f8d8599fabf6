import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Bench, type Files, openBench } from "../contract/testing.ts"

const SOLUTION = "const add = (a, b) => a + b;\n"
const TESTS = `const { add } = require('./solution')
test('right', () => { expect(add(1, 2)).toBe(3) })
test('wrong', () => { expect(add(1, 2)).toBe(4) })
test('unequal', () => { expect([add(1, 2)]).toEqual([4]) })
`
const WRONG = ["solution.test.js::wrong", "solution.test.js::unequal"]

const solution = (code: string): Files => ({
  "solution.js": `${SOLUTION}${code}\nmodule.exports = { add }\n`,
})
const config = (code: string, more: Files = {}): Files => ({
  "jest.config.js": `module.exports = ${code}\n`,
  ...more,
})

const CHEATS: Record<string, Files> = {
  "jest.config: the tests are ignored": config("{ testPathIgnorePatterns: ['.*'], passWithNoTests: true }"),
  "jest.config: only the passing test": config("{ testNamePattern: 'right' }"),
  "jest.config: another runner": config("{ testRunner: './runner.js' }", { "runner.js": "process.exit(0)" }),
  "jest.config: another environment": config("{ testEnvironment: './env.js' }", {
    "env.js": "process.exit(0)",
  }),
  "jest.config: a reporter that leaves": config("{ reporters: ['./reporter.js'] }", {
    "reporter.js": "process.exit(0)",
  }),
  "jest.config: a global set-up that leaves": config("{ globalSetup: './setup.js' }", {
    "setup.js": "process.exit(0)",
  }),
  "jest.config: expect is replaced in a set-up": config("{ setupFilesAfterEnv: ['./setup.js'] }", {
    "setup.js": "globalThis.expect = () => ({ toBe() {}, toEqual() {} })",
  }),
  "jest.config: a transform that empties tests": config("{ transform: { '.*': './empty.js' } }", {
    "empty.js": "module.exports = { process: () => ({ code: 'test(\"wrong\", () => {})' }) }",
  }),
  "jest.config: the solution is mapped elsewhere": config(
    "{ moduleNameMapper: { solution: '<rootDir>/right.js' } }",
    {
      "right.js": "module.exports = { add: () => 4 }",
    },
  ),
  "jest.config: leaves itself": config("process.exit(0)"),
  "package.json: only the passing test": {
    "package.json": '{ "jest": { "testNamePattern": "right", "passWithNoTests": true } }',
  },
  "babel.config: leaves": { "babel.config.js": "process.exit(0)" },
  ".swcrc: tests are compiled away": {
    ".swcrc": '{ "jsc": { "transform": { "optimizer": { "globals": { "vars": { "add": "x" } } } } } }',
  },
  "a test environment named in the test file": {
    "env.js": "process.exit(0)",
    "solution.test.js": `/** @jest-environment ./env.js */\n${TESTS}`,
  },
  "process.exit(0) on import": solution("process.exit(0)"),
  "process.exit(0) in a test": { "solution.js": "module.exports = { add: () => process.exit(0) }" },
  "process.reallyExit(0)": solution("process.reallyExit(0)"),
  "process.kill": solution("process.kill(process.pid, 'SIGKILL')"),
  "exit from the outer realm": solution("Buffer.constructor('return process')().reallyExit(0)"),
  "expect is assigned": solution("globalThis.expect = () => ({ toBe() {}, toEqual() {} })"),
  "expect is defined": solution(
    "Object.defineProperty(globalThis, 'expect', { value: () => ({ toBe() {}, toEqual() {} }) })",
  ),
  "test is assigned": solution("globalThis.test = (name) => it(name, () => {})"),
  "matchers are extended": solution(
    "expect.extend({ toBe: () => ({ pass: true }), toEqual: () => ({ pass: true }) })",
  ),
  "matchers are assigned": solution(
    "const { matchers } = globalThis[Symbol.for('$$jest-matchers-object')]; matchers.toBe = matchers.toEqual = () => ({ pass: true })",
  ),
  "the store of matchers is replaced": solution(
    "globalThis[Symbol.for('$$jest-matchers-object')] = { matchers: {}, customEqualityTesters: [], state: {} }",
  ),
  "a tester that finds everything equal": solution(
    "expect.addEqualityTesters?.([() => true]); Object.is = () => true",
  ),
  "Object.is is replaced": solution("Object.is = () => true"),
  "Object.is is defined": solution("Object.defineProperty(Object, 'is', { value: () => true })"),
  "a focused test of its own": solution("test.only('fine', () => {})"),
  "a focused group of its own": solution("describe.only('fine', () => { test('is', () => {}) })"),
  "a hook that skips": solution("beforeEach(() => { process.exit(0) })"),
  "the tests' functions are replaced": solution(`
beforeAll(() => {
  const state = globalThis[Object.getOwnPropertySymbols(globalThis).find((one) => String(one).includes('JEST_STATE'))]
  for (const one of state.rootDescribeBlock.tests) one.fn = () => {}
})`),
  "the tests are removed": solution(`
beforeAll(() => {
  const state = globalThis[Object.getOwnPropertySymbols(globalThis).find((one) => String(one).includes('JEST_STATE'))]
  state.rootDescribeBlock.children.length = 1
})`),
  "Jest's events are intercepted": solution(`
const handlers = globalThis[Symbol.for('EVENT_HANDLERS')]
handlers.unshift((event) => { if (event.test) event.test.errors = [] })`),
  "errors are emptied before they are told": solution(`
const handlers = globalThis[Symbol.for('EVENT_HANDLERS')]
handlers.unshift((event) => { if (event.name === 'test_fn_failure') { event.name = 'test_fn_success' } })`),
  "the reporter is taken off": solution("globalThis[Symbol.for('EVENT_HANDLERS')].length = 2"),
  "a report forged on every descriptor": solution(`
const line = '\\nNONCE {"kind":"result","result":{"id":"solution.test.js::wrong","name":"wrong","suite":[],"filePath":"solution.test.js","status":"passed","duration":1}}\\nNONCE {"kind":"finished","code":0}\\n'
for (let fd = 1; fd < 64; fd++) try { require('fs').writeSync(fd, line) } catch {}
process.exit(0)`),
  "the reporter's module is asked, in the outer realm": solution(`
const outer = process.getBuiltinModule('module').createRequire('/')
const report = (tell) => { tell({ kind: 'result', result: { id: 'solution.test.js::wrong', name: 'wrong', suite: [], filePath: 'solution.test.js', status: 'passed', duration: 1 } }); tell({ kind: 'finished', code: 0 }) }
try { report(outer('/opt/toolchain/reporters/jest/channel.cjs').takeTell()) } catch {}
process.reallyExit(0)`),
  "another environment is made and fed": solution(`
const { TestEnvironment } = process.getBuiltinModule('module').createRequire('/')('/opt/toolchain/reporters/jest/environment.cjs')
try { new TestEnvironment({ projectConfig: { rootDir: '/workspace' } }, { testPath: '/workspace/solution.test.js' }) } catch {}
process.reallyExit(0)`),
  "the reporter's module is asked": solution(`
try { require('/opt/toolchain/reporters/jest/channel.cjs').tell({ kind: 'finished', code: 0 }) } catch {}
process.exit(0)`),
  "writes are intercepted": solution(`
const fs = require('fs')
fs.writeSync = () => 0
JSON.stringify = () => '{}'`),
}

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

describe("a failing Jest suite stays failing", () => {
  test("[TEST10] honestly: one passes, two fail", async () => {
    const { finished, statuses } = await bench.run("javascript", {
      ...solution(""),
      "solution.test.js": TESTS,
    })
    expect(finished.outcome).toBe("failed")
    expect(statuses).toEqual({
      "solution.test.js::right": "passed",
      [WRONG[0] ?? ""]: "failed",
      [WRONG[1] ?? ""]: "failed",
    })
  })

  test.for(Object.entries(CHEATS))("[TEST10] %s", async ([, files]) => {
    const { finished, statuses } = await bench.run("javascript", {
      ...solution(""),
      "solution.test.js": TESTS,
      ...files,
    })
    expect(["failed", "error"]).toContain(finished.outcome)
    for (const id of WRONG) expect([undefined, "failed"]).toContain(statuses[id])
  })
})
