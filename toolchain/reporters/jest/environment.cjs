"use strict"
/**
 * Jest's Node environment, telling each test on the channel as Jest's own events report it. A test passes only
 * when its function, as it was defined, was seen to start and to succeed with nothing failing around it.
 */
const { Console } = require("node:console")
const { relative } = require("node:path")
const { Writable } = require("node:stream")
const { TestEnvironment } = require("jest-environment-node")
const { format } = require("pretty-format")
const { takeTell } = require("./channel.cjs")
const { lockEvents, lockGlobals, lockIntrinsics } = require("./locks.cjs")
const { run } = require("./state.cjs")

const tell = takeTell()

const TEXT = 16_000
const OUTPUT = 60_000
const PRINT_LIMIT = 1 << 20

const stop = process.reallyExit.bind(process)

function cut(text, limit = TEXT) {
  if (text.length <= limit) return text
  return `${text.slice(0, limit / 2)}\n... ${text.length - limit} characters left out ...\n${text.slice(-limit / 2)}`
}

const shown = (value) => {
  if (typeof value === "string") return cut(value)
  try {
    return cut(format(value, { maxDepth: 6, maxWidth: 200, printFunctionName: true }))
  } catch {
    return undefined
  }
}

class ReportingEnvironment extends TestEnvironment {
  constructor(config, context) {
    if (!run.files.delete(context.testPath)) throw new Error("No tests of this file are to be run.")
    super(config, context)
    this.path = context.testPath
    this.file = relative(config.projectConfig.rootDir, context.testPath)
    this.known = new Map()
    this.printed = ""
  }

  async setup() {
    await super.setup()
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        this.#print(String(chunk))
        done()
      },
    })
    this.global.console = new Console({ stdout: sink, stderr: sink, colorMode: false })
    lockIntrinsics(this.global)
  }

  #print(text) {
    run.printed += text.length
    if (this.printed.length < OUTPUT * 2) this.printed += text
    if (run.printed <= PRINT_LIMIT) return
    tell({ kind: "stopped", message: "The run was stopped: it printed more than 1 MB." })
    stop(1)
  }

  handleTestEvent(event, state) {
    switch (event.name) {
      case "setup":
        return this.#lock(event.runtimeGlobals)
      case "add_hook":
        // Jest's own first hook: all of its handlers are in, and nothing of the folder has been loaded.
        return this.locked || lockEvents(this.global, (this.locked = true))
      case "add_test":
        return this.#added(state)
      case "run_start":
        return this.#start(state)
      case "test_start":
        this.printed = ""
        return this.#see(event.test, ({ told, unwanted }) => told && !unwanted && tell({ kind: "running", id: told.id }))
      case "test_fn_start":
        return this.#see(event.test, (test) => (test.started = event.test.fn === test.fn))
      case "test_fn_success":
        return this.#see(event.test, (test) => (test.succeeded = true))
      case "test_retry":
        return this.#see(event.test, (test) => (test.failures = test.succeeded = 0))
      case "test_fn_failure":
      case "hook_failure":
        return event.test ? this.#see(event.test, (test) => (test.failures += 1)) : undefined
      case "test_skip":
        return this.#see(event.test, (test) => this.#finish(test, this.#skipped(test)))
      case "test_todo":
        return this.#see(event.test, (test) => this.#finish(test, { status: "pending", message: "To do." }))
      case "test_done":
        return this.#see(event.test, (test) => this.#finish(test, this.#outcome(test)))
      case "run_finish":
        return this.#unhandled(state)
    }
  }

  #lock(runtimeGlobals) {
    const { expect } = runtimeGlobals
    const add = expect.addEqualityTesters
    this.approved = new Set()
    expect.addEqualityTesters = (testers) => {
      if (!placeOf(new Error().stack, this.path).own) throw new Error("Only a test file may add equality testers.")
      for (const tester of testers) this.approved.add(tester)
      add(testers)
    }
    this.testers = lockGlobals(this.global, runtimeGlobals)
  }

  #see(test, act) {
    const known = this.known.get(test)
    if (known) act(known)
  }

  /** Remembers the function of a test when it is defined, so that no other is run in its place. */
  #added(state) {
    const block = state.currentDescribeBlock
    const test = block.children.at(-1)
    if (test?.type !== "test" || this.known.has(test)) return
    const place = placeOf(test.asyncError?.stack, this.path)
    this.known.set(test, { test, fn: test.fn, block, place, started: false, succeeded: false, failures: 0 })
  }

  #start(state) {
    const tests = [...walk(state.rootDescribeBlock)].filter((test) => this.known.has(test))
    this.#unfocus(state, tests)
    const counts = new Map()
    const wanted = []
    for (const test of tests) {
      const known = this.known.get(test)
      const suite = []
      for (let block = test.parent; block?.parent; block = block.parent) suite.unshift(String(block.name))
      const base = [this.file, ...suite, test.name].join("::")
      const count = (counts.get(base) ?? 0) + 1
      counts.set(base, count)
      const id = cut(count === 1 ? base : `${base}#${count}`, 2000)
      const line = known.place.line
      known.told = { id, name: cut(String(test.name), 1000), suite: suite.slice(-16).map((name) => cut(name, 1000)), filePath: this.file }
      if (line) known.told.line = line
      if (run.only === null || run.only.has(id)) wanted.push(known)
      else {
        known.unwanted = true
        test.mode = "skip"
      }
    }
    tell({ kind: "collected", tests: wanted.map((known) => known.told) })
  }

  /** `.only` counts where a test file says it, not where the code under test defines a focused test of its own. */
  #unfocus(state, tests) {
    const own = (test) => this.known.get(test).place.own
    if (!state.hasFocusedTests || tests.some((test) => test.mode === "only" && own(test))) return
    state.hasFocusedTests = false
    for (const test of tests) if (test.mode === "only") test.mode = undefined
  }

  #skipped(test) {
    const skip = test.test.mode === "skip" || test.test.parent.mode === "skip"
    return { status: "skipped", ...(skip ? {} : { message: "Left out by a focused test (.only)." }) }
  }

  #outcome(known) {
    const { test } = known
    const error = test.errors[0]
    if (![...this.testers].every((tester) => this.approved.has(tester)))
      return { status: "failed", message: "The code under test changed how values are compared." }
    if (error === undefined) {
      if (known.started && known.succeeded && known.failures === 0) return { status: "passed" }
      if (test.failing && known.started) return { status: "passed" }
      return { status: "failed", message: "The test's own function did not run to its end." }
    }
    return { status: "failed", ...this.#explain(error) }
  }

  #explain(failure) {
    const error = Array.isArray(failure) ? (failure[0] ?? failure[1]) : failure
    if (error === null || typeof error !== "object") return { message: cut(`thrown: ${shown(error)}`) }
    const stack = typeof error.stack === "string" ? error.stack : ""
    const told = { message: cut(String(error.message || stack || error)), trace: cut(stack, OUTPUT) }
    const line = lineOf(stack, this.path)
    if (line) told.line = line
    const compared = error.matcherResult ?? (error.code === "ERR_ASSERTION" ? error : null)
    if (compared && "expected" in compared && "actual" in compared) {
      const expected = shown(compared.expected)
      const actual = shown(compared.actual)
      if (expected !== undefined && actual !== undefined) Object.assign(told, { expected, actual })
    }
    return told
  }

  #finish(known, outcome) {
    if (known.unwanted || !known.told) return
    const output = this.printed === "" ? {} : { output: cut(this.printed, OUTPUT) }
    tell({ kind: "result", result: { ...known.told, duration: known.test.duration ?? 0, ...output, ...outcome } })
  }

  /** Errors outside any test: an `afterAll` that threw, a rejection nobody handled. */
  #unhandled(state) {
    for (const failure of state.unhandledErrors) {
      tell({ kind: "error", filePath: this.file, ...this.#explain(failure) })
    }
  }
}

function* walk(block) {
  for (const child of block.children) {
    if (child.type === "describeBlock") yield* walk(child)
    else yield child
  }
}

function frames(stack) {
  return [...String(stack ?? "").matchAll(/\(?((?:file:\/\/)?\/[^\s()]*):(\d+):\d+\)?/g)].filter(
    ([, file]) => !file.includes("/node_modules/jest-") && !file.includes("/node_modules/@jest/") && !file.includes("/node_modules/expect/"),
  )
}

function lineOf(stack, path) {
  const frame = frames(stack).find(([, file]) => file.endsWith(path))
  return frame ? Number(frame[2]) : undefined
}

function placeOf(stack, path) {
  const [first] = frames(stack)
  return { own: first?.[1].endsWith(path) ?? false, line: lineOf(stack, path) }
}

module.exports = { default: ReportingEnvironment, TestEnvironment: ReportingEnvironment, __esModule: true }
