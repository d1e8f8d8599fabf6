"use strict"
/**
 * Waits for one request line on standard input, then builds and runs the test programs of a folder's packages and
 * tells each test on descriptor 3. Started as `node run.cjs PREPARED` (what prepare.mjs made), in the folder.
 *
 * Each test program gets a secret of its own and a channel of its own; what it tells is passed on under the run's.
 */
const { spawn, spawnSync } = require("node:child_process")
const { randomBytes } = require("node:crypto")
const fs = require("node:fs")
const { tmpdir } = require("node:os")
const { basename, join, relative, resolve } = require("node:path")
const { readRequest, openChannel, takeTell } = require("../jest/channel.cjs")
const { buildError } = require("./build-error.cjs")
const { linkCache } = require("./link-cache.cjs")

const prepared = resolve(process.argv[2])
const scratch = fs.mkdtempSync(join(tmpdir(), "go-"))
const { goroot } = JSON.parse(fs.readFileSync(join(prepared, "stamp.json"), "utf8"))
const go = join(goroot, "bin/go")

const tell = takeTell()
const leave = (code) => process.reallyExit(code)

const cache = join(scratch, "cache")
linkCache(prepared, cache)

function environment() {
  const { PATH, HOME, LANG, TMPDIR } = process.env
  return {
    PATH, HOME, LANG, TMPDIR,
    GOCACHE: cache, GOPATH: join(scratch, "path"), GOENV: "off", GOFLAGS: "", GOPROXY: "off", GOSUMDB: "off",
    GOTOOLCHAIN: "local", GOTELEMETRY: "off", GO111MODULE: "on", CGO_ENABLED: "0",
  }
}

/** Folders of the module that hold Go files, each with its package's name and whether it has tests. */
function packages(root) {
  const found = []
  const visit = (folder) => {
    const entries = fs.readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const files = entries.filter((entry) => entry.isFile() && /^[^_.].*\.go$/.test(entry.name)).map((entry) => entry.name)
    if (files.length > 0) {
      const sources = files.filter((name) => !name.endsWith("_test.go"))
      found.push({ folder, tests: sources.length < files.length, name: sources.length > 0 ? packageName(join(root, folder, sources[0])) : null })
    }
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (!entry.isDirectory() || /^[_.]|^testdata$|^node_modules$/.test(entry.name)) continue
      if (!fs.existsSync(join(root, path, "go.mod"))) visit(path)
    }
  }
  visit("")
  return found
}

function packageName(file) {
  const text = fs.readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "")
  return /^\s*package\s+(\w+)/.exec(text)?.[1] ?? null
}

/** The prepared overlay, with a `go.mod` where there is none, and `testing` imported by every package. */
function writeOverlay(root, found) {
  const { Replace } = JSON.parse(fs.readFileSync(join(prepared, "overlay.json"), "utf8"))
  const put = (at, name, text) => {
    fs.writeFileSync(join(scratch, name), text)
    Replace[at] = join(scratch, name)
  }
  if (!fs.existsSync(join(root, "go.mod"))) put(join(root, "go.mod"), "go.mod", `module ${basename(root).replace(/[^\w.-]/g, "_") || "exercise"}\n`)
  found.forEach(({ folder, name }, index) => {
    if (name) put(join(root, folder, "interviewlm_first.go"), `first${index}.go`, `package ${name}\n\nimport _ "testing"\n`)
  })
  const file = join(scratch, "overlay.json")
  fs.writeFileSync(file, JSON.stringify({ Replace }))
  return file
}

/** `go` finds a program that is up to date already and leaves it. */
const compile = (folder, overlay, output) => ["test", "-c", "-vet=off", "-overlay", overlay, "-o", output, folder === "" ? "." : `./${folder}`]

const programOf = (index) => join(scratch, `${index}.test`)

function build(root, folder, overlay, output) {
  const child = spawn(go, compile(folder, overlay, output), { cwd: root, env: environment(), stdio: ["ignore", "pipe", "pipe"] })
  let text = ""
  child.stdout.on("data", (chunk) => (text += chunk))
  child.stderr.on("data", (chunk) => (text += chunk))
  return new Promise((done) => child.on("close", (code) => done({ ok: code === 0, text })))
}

const AHEAD = { packages: 4, ms: 10_000 }

/** Builds what is there before anyone asks, so that only what is edited afterwards is built while somebody waits. */
function buildAhead(root) {
  try {
    const found = packages(root)
    const overlay = writeOverlay(root, found)
    const tested = found.filter(({ tests }) => tests).slice(0, AHEAD.packages)
    for (const [index, { folder }] of tested.entries()) {
      spawnSync(go, compile(folder, overlay, programOf(index)), { cwd: root, env: environment(), stdio: "ignore", timeout: AHEAD.ms })
    }
  } catch {
    // Whatever is wrong is told by the run.
  }
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** `-test.run` for ids of one package: exact for one test, by its first level for several. */
function selection(names) {
  if (names.length === 1) return names[0].split("/").map((level) => `^${escape(level)}$`).join("/")
  return `^(?:${[...new Set(names.map((name) => escape(name.split("/")[0])))].join("|")})$`
}

/** Runs one test program; the answer is whether it ended as an honest one does, all passed. */
function execute(root, folder, program, names) {
  const nonce = randomBytes(24).toString("hex")
  const select = names === null ? [] : [`-test.run=${selection(names)}`]
  const child = spawn(program, ["-test.paniconexit0", "-test.timeout=0", ...select], {
    cwd: join(root, folder), env: environment(), stdio: ["pipe", "inherit", "pipe", "pipe"],
  })
  const seen = { ended: null, failed: false, open: new Set(), told: new Map(), errors: "" }
  child.stdin.on("error", () => {})
  child.stdin.end(`${nonce}\n`)
  child.stderr.on("data", (chunk) => {
    process.stderr.write(chunk)
    seen.errors = (seen.errors + chunk).slice(-16_000)
  })
  let rest = ""
  child.stdio[3].setEncoding("utf8").on("data", (chunk) => {
    const lines = (rest + chunk).split("\n")
    rest = lines.pop().slice(-1_000_000)
    for (const line of lines) {
      if (!line.startsWith(`${nonce} `)) continue
      try {
        hear(JSON.parse(line.slice(nonce.length + 1)), { root, folder, names }, seen)
      } catch {
        continue
      }
    }
  })
  return new Promise((done) => {
    child.on("error", (error) => done({ code: null, seen: { ...seen, errors: String(error) } }))
    child.on("close", (code, signal) => done({ code, signal, seen }))
  })
}

function hear(message, { root, folder, names }, seen) {
  const id = (name) => (folder === "" ? name : `${folder}::${name}`)
  const wanted = (name) => names === null || names.some((one) => one === name || name.startsWith(`${one}/`) || one.startsWith(`${name}/`))
  if (message.kind === "found") {
    const tests = message.tests.filter(({ name }) => wanted(name)).map(({ name, file, line }) => {
      const described = { id: id(name), name, suite: folder === "" ? [] : [folder], filePath: relative(root, file), ...(line > 0 ? { line } : {}) }
      seen.told.set(name, described)
      seen.open.add(name)
      return described
    })
    tell({ kind: "collected", tests })
  } else if (message.kind === "done") {
    const { name, status, duration, output } = message
    seen.failed ||= status === "failed"
    if (!wanted(name)) return
    const [top] = name.split("/")
    const parent = seen.told.get(top)
    const leaf = name === top ? top : name.slice(name.lastIndexOf("/") + 1)
    const described = seen.told.get(name) ?? { ...parent, id: id(name), name: leaf, suite: [...(parent?.suite ?? []), ...name.split("/").slice(0, -1)].slice(-16) }
    seen.open.delete(name)
    tell({ kind: "result", result: { ...described, duration, status, ...explain(output, status, described.filePath) } })
  } else if (message.kind === "ended") {
    seen.ended = message.code
  }
}

function explain(output, status, filePath) {
  const text = output.replace(/^ {4}/gm, "").trim()
  if (text === "") return status === "failed" ? { message: "The test failed without saying why." } : {}
  if (status === "skipped") return { message: text.replace(/^\S+\.go:\d+: /, "") }
  if (status === "passed") return { output: text }
  const [subtests] = /^--- FAIL: .*/.exec(text) ?? []
  if (subtests) return { message: `Failed in ${[...text.matchAll(/^--- FAIL: \S+?\/(\S+)/gm)].map(([, name]) => name).join(", ")}.` }
  const name = escape(basename(filePath ?? ""))
  const line = new RegExp(`(?:^|[/\\s])${name}:(\\d+)`, "m").exec(text)
  const panic = /^panic: .*/.exec(text)?.[0]
  if (panic) return { message: panic, trace: text.slice(text.lastIndexOf("\npanic(") + 1), ...(line ? { line: Number(line[1]) } : {}) }
  return { message: text.slice(0, 16_000), ...(line ? { line: Number(line[1]) } : {}) }
}

/** Why the tests of a program that did not say how they went count as failed. */
function stopped({ code, signal, seen }) {
  const how = signal ? `by ${signal}` : `with exit code ${code}`
  const reason = /^(?:panic|fatal error): .*/m.exec(seen.errors)?.[0]
  return `The test program ended early, ${how}${reason ? `: ${reason}` : ""}.`
}

async function runPackage(root, { folder }, overlay, names, index) {
  const program = programOf(index)
  const built = await build(root, folder, overlay, program)
  if (!built.ok) return tell({ kind: "error", ...buildError(root, folder, built.text) }) ?? false
  if (!fs.existsSync(program)) return true
  const end = await execute(root, folder, program, names)
  fs.rmSync(program)
  const { seen, code } = end
  for (const name of seen.open) {
    tell({ kind: "result", result: { ...seen.told.get(name), duration: 0, status: "failed", message: stopped(end) } })
  }
  const honest = seen.ended !== null && seen.open.size === 0 && (code === 0) === (seen.ended === 0)
  if (seen.told.size === 0 && names === null && seen.ended === null) tell({ kind: "error", filePath: folder || ".", message: `${stopped(end)}\n${seen.errors}`.trim() })
  else if (!honest && !seen.failed && seen.open.size === 0) tell({ kind: "error", filePath: folder || ".", message: `Every test passed, but ${stopped(end)}\n${seen.errors}`.trim() })
  return honest && code === 0
}

async function main() {
  const home = fs.realpathSync(process.cwd())
  buildAhead(home)
  const { nonce, ...request } = readRequest()
  openChannel(nonce)
  try {
    const root = resolve(home, request.root)
    const found = packages(root)
    const overlay = writeOverlay(root, found)
    const wanted = new Map()
    for (const id of request.only) {
      const [name, folder = ""] = id.split("::").toReversed()
      wanted.set(folder, [...(wanted.get(folder) ?? []), name])
    }
    const chosen = found.filter(({ folder, tests }) => tests && (wanted.size === 0 || wanted.has(folder)))
    if (chosen.length === 0 && wanted.size === 0) tell({ kind: "error", message: "No tests were found." })
    let passed = chosen.length > 0
    for (const [index, one] of chosen.entries()) {
      passed = (await runPackage(root, one, overlay, wanted.get(one.folder) ?? null, index)) && passed
    }
    tell({ kind: "finished", code: passed ? 0 : 1 })
    leave(passed ? 0 : 1)
  } catch (error) {
    tell({ kind: "error", message: `The Go tests stopped: ${error?.stack ?? error}` })
    leave(3)
  }
}

main()
