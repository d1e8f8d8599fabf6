/**
 * Makes what Go test runs need, once per machine: package `testing` with a reporter compiled in by an overlay (files of
 * the installed Go, changed at a few named places), and a build cache of the standard library.
 * Plain JavaScript for any Node from 20 on: set-up calls it before anything else is installed.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const HERE = dirname(fileURLToPath(import.meta.url))
const VERSION = 2

const PATCHES = {
  "testing.go": [
    ["\tInit()\n\treturn &M{\n", "\tInit()\n\tinterviewlmStarted(tests, fuzzTargets, examples)\n\treturn &M{\n"],
    ["\tm.numRun++\n", "\tm.numRun++\n\tm.tests = append([]InternalTest(nil), interviewlm.tests...)\n"],
    ["\t\tcode = m.exitCode\n", "\t\tcode = m.exitCode\n\t\tinterviewlmEnded(code)\n"],
    ["func (t *T) report() {\n\tif t.parent == nil {\n\t\treturn\n\t}\n", "func (t *T) report() {\n\tif t.parent == nil {\n\t\treturn\n\t}\n\tinterviewlmDone(&t.common, t.duration)\n"],
    ["\t\tdoPanic := func(err any) {\n\t\t\tt.Fail()\n", "\t\tdoPanic := func(err any) {\n\t\t\tt.Fail()\n\t\t\tinterviewlmPanicked(&t.common, err)\n"],
  ],
  "fuzz.go": [
    ["\t\treturn\n\t}\n\tdstr := fmtDuration(f.duration)\n", "\t\treturn\n\t}\n\tinterviewlmDone(&f.common, f.duration)\n\tdstr := fmtDuration(f.duration)\n"],
  ],
  "example.go": [["if !runExample(eg) {", "if !interviewlmExample(eg, runExample) {"]],
}

/** The newest Go on this machine as `{ go, goroot, version }`, or null. */
export function findGo(path = process.env.PATH ?? "") {
  const folders = ["/usr/local/go/bin", ...versioned("/usr/lib"), ...path.split(":")]
  const found = folders.filter((folder) => folder !== "" && existsSync(join(folder, "go"))).map((folder) => join(folder, "go"))
  for (const go of found) {
    try {
      const [goroot, version] = execFileSync(go, ["env", "GOROOT", "GOVERSION"], { encoding: "utf8", env: plain() }).trim().split("\n")
      return { go, goroot, version }
    } catch {
      continue
    }
  }
  return null
}

function versioned(folder) {
  const number = (name) => name.slice(3).split(".").map(Number)
  return readdirSync(folder)
    .filter((name) => /^go-\d/.test(name))
    .sort((a, b) => number(b)[0] - number(a)[0] || number(b)[1] - number(a)[1])
    .map((name) => join(folder, name, "bin"))
}

function plain(more = {}) {
  return { PATH: process.env.PATH, HOME: process.env.HOME ?? "/tmp", GOTOOLCHAIN: "local", GOFLAGS: "", GOENV: "off", GOTELEMETRY: "off", CGO_ENABLED: "0", ...more }
}

/**
 * Fills `out` (mounted read-only in sandboxes at `mount`) unless it is already made for this version of Go.
 * `announce` is called before the long work begins. Takes some 20 seconds and 130 MB the first time. Throws when this Go's `testing` has another shape than the patches know.
 */
export function prepareGo({ goroot, version, go }, out, mount, announce = () => {}) {
  const stamp = JSON.stringify({ made: VERSION, version, goroot, mount, sources: [readFileSync(join(HERE, "report.go"), "utf8")] })
  const stampFile = join(out, "stamp.json")
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return
  announce()
  const making = `${out}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(join(making, "overlay"), { recursive: true })
  const Replace = {}
  const put = (original, name, text) => {
    writeFileSync(join(making, "overlay", name), text)
    Replace[original] = name
  }
  for (const [name, patches] of Object.entries(PATCHES)) put(join(goroot, "src/testing", name), name, patched(join(goroot, "src/testing", name), patches))
  put(join(goroot, "src/testing/interviewlm.go"), "report.go", readFileSync(join(HERE, "report.go"), "utf8"))
  const overlayAt = (folder) => JSON.stringify({ Replace: Object.fromEntries(Object.entries(Replace).map(([from, name]) => [from, join(folder, "overlay", name)])) })
  writeFileSync(join(making, "overlay.build.json"), overlayAt(making))
  writeFileSync(join(making, "overlay.json"), overlayAt(mount))
  const cache = join(making, "cache")
  const env = plain({ GOCACHE: cache, GOPATH: join(making, "gopath"), GOPROXY: "off" })
  execFileSync(go, ["build", "std"], { env, cwd: goroot, stdio: "pipe" })
  // The cache's index of package testing must stay that of the plain files, or nobody else could use the cache.
  env.GODEBUG = "goindex=0"
  execFileSync(go, ["build", "-overlay", join(making, "overlay.build.json"), "testing/...", "net/http/httptest"], { env, cwd: goroot, stdio: "pipe" })
  warmTest(go, making, env)
  rmSync(join(making, "gopath"), { recursive: true, force: true })
  writeFileSync(join(cache, "trim.txt"), String(Math.floor(Date.now() / 1000) + 315_360_000))
  writeFileSync(join(making, "stamp.json"), stamp)
  rmSync(out, { recursive: true, force: true })
  renameSync(making, out)
}

/** The first test binary also compiles what only generated mains import. */
function warmTest(go, making, env) {
  const folder = join(making, "warm")
  mkdirSync(folder)
  writeFileSync(join(folder, "go.mod"), "module warm\n\ngo 1.18\n")
  writeFileSync(join(folder, "warm_test.go"), 'package warm\n\nimport "testing"\n\nfunc TestWarm(t *testing.T) {}\n')
  const out = join(folder, "warm.test")
  execFileSync(go, ["test", "-c", "-vet=off", "-overlay", join(making, "overlay.build.json"), "-o", out, "."], { env, cwd: folder, stdio: "pipe" })
  execFileSync(go, ["test", "."], { env: { ...env, GODEBUG: "" }, cwd: folder, stdio: "pipe" })
  rmSync(folder, { recursive: true })
}

function patched(file, patches) {
  let text = readFileSync(file, "utf8")
  for (const [from, to] of patches) {
    if (text.split(from).length !== 2) throw new Error(`Test runs cannot be prepared for this Go: ${file} lacks ${JSON.stringify(from)} or has it twice.`)
    text = text.replace(from, () => to)
  }
  return text
}
