/**
 * Go's first build of its standard library takes longer than a test run may. It is done here once and the resulting
 * cache is offered to every run.
 */
import { join } from "node:path"
import { findGo, prepareGo } from "../../toolchain/reporters/go/prepare.mjs"
import { newestNode } from "./modules.mjs"
import { visibleFolders } from "./needs.mjs"
import { read, root, say, SetupError } from "./process.mjs"

const out = join(root, "build/toolchain/go")

/** Where sandboxes see what is prepared here, in the server's own words. */
const mount = () => {
  const ask =
    'import { SANDBOX_PLACES } from "./src/server/testing/adapters.ts"; console.log(SANDBOX_PLACES.go)'
  const said = read(newestNode(), ["--input-type=module", "--eval", ask], { cwd: root })
  if (said === null)
    throw new SetupError("src/server/testing/adapters.ts does not say where sandboxes see Go")
  return said
}

/** Prepares Go's test runs, unless that is done for this version of Go. Where it cannot be, the other languages still work. */
export const warmToolchain = () => {
  const go = findGo(visibleFolders.join(":"))
  if (!go) return
  try {
    prepareGo(go, out, mount(), () =>
      say("building Go's standard library for test runs (about half a minute)"),
    )
  } catch (error) {
    say(`going on without tests in Go: ${error.message}`)
  }
}
