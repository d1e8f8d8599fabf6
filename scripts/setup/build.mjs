/** The two things that are built: the pages, and the guest that runs inside every sandbox. */
import { join } from "node:path"
import { newestNode } from "./modules.mjs"
import { root, run, say } from "./process.mjs"
import { hashOf, once } from "./stamp.mjs"

const shared = ["src/core", "src/protocol", "package-lock.json", "tsconfig.base.json"]
const targets = [
  { name: "guest", what: "the sandbox guest" },
  { name: "web", what: "the pages" },
]

/** Builds each target whose sources changed since its last build. */
export const buildApp = () => {
  for (const { name, what } of targets) {
    const config = `src/${name}/vite.config.ts`
    once(`build-${name}`, hashOf([`src/${name}`, ...shared]), join(root, "build", name), () => {
      say(`building ${what}`)
      run(`building ${what}`, newestNode(), [
        "node_modules/vite/bin/vite.js",
        "build",
        "--logLevel=warn",
        "--config",
        config,
      ])
    })
  }
}
