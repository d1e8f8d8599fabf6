/**
 * Go's first build of its standard library takes longer than a test run may. It is done here once, with the same
 * settings as in a sandbox, and the resulting cache is offered to every run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { findGo } from "./needs.mjs"
import { read, root, run, say } from "./process.mjs"
import { once } from "./stamp.mjs"

/** Left out: seldom in a question, and a good part of the space. */
const rare =
  /^(debug|go|image|plugin|expvar|net\/(rpc|smtp)|net\/http\/(cgi|fcgi|pprof)|runtime\/(cgo|race|coverage))(\/|$)/

const cache = join(root, "build/toolchain/gocache")

/** Fills the Go cache when it is absent or was made by another Go. */
export const warmToolchain = () => {
  const go = findGo()
  if (!go) return
  const home = mkdtempSync(join(tmpdir(), "interviewlm-go-"))
  const environment = {
    PATH: "/usr/bin:/bin",
    HOME: home,
    GOCACHE: cache,
    GOPATH: join(home, "go"),
    GOTOOLCHAIN: "local",
    GOPROXY: "off",
    GOFLAGS: "-trimpath",
    CGO_ENABLED: "0",
  }
  try {
    const identity = read(go, ["version"], { env: environment })
    once("go-cache", `${go} ${identity}`, cache, () => {
      say("building Go's standard library for test runs (about half a minute)")
      rmSync(cache, { recursive: true, force: true })
      mkdirSync(cache, { recursive: true })
      const packages = read(go, ["list", "std"], { env: environment })
        .split("\n")
        .filter((name) => !/(^|\/)(internal|vendor)(\/|$)/.test(name) && !rare.test(name))
      writeFileSync(join(home, "go.mod"), "module warm\n\ngo 1.19\n")
      writeFileSync(join(home, "warm.go"), "package warm\n")
      writeFileSync(join(home, "warm_test.go"), source(packages))
      run("go test", go, ["test", "./..."], { cwd: home, env: environment, stdio: ["ignore", "ignore", 2] })
    })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const source = (packages) => `package warm

import (
${packages
  .filter((name) => name !== "testing")
  .map((name) => `\t_ "${name}"`)
  .join("\n")}
\t"testing"
)

func TestWarm(t *testing.T) {}
`
