/**
 * Installs and builds whatever is missing, and nothing else: `node scripts/setup.mjs [--test]`. Runs on Node 20
 * without dependencies, for root and for an ordinary user; takes well under a second when all is there.
 * `--test` adds what only the tests need.
 */
import { buildApp } from "./setup/build.mjs"
import { installModules } from "./setup/modules.mjs"
import { say, SetupError } from "./setup/process.mjs"
import { installSystemPackages } from "./setup/system.mjs"
import { warmToolchain } from "./setup/toolchain.mjs"

// Sandboxes run as other users and must be able to read what is installed and built here.
process.umask(0o022)
const forTests = process.argv.includes("--test")

try {
  if (process.platform !== "linux")
    throw new SetupError(
      "InterviewLM runs on Linux (on Windows use WSL 2, on a Mac a Linux virtual machine).",
    )
  if (Number(process.versions.node.split(".")[0]) < 20)
    throw new SetupError(`Node.js 20 or newer is needed; this is ${process.version}.`)
  installModules()
  installSystemPackages({ forTests })
  buildApp()
  warmToolchain()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
