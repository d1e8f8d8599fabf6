/** npm packages: the product's own, Node 24 among them, and those the sandbox offers to candidates. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { outsideEnvironment, read, root, run, say, SetupError } from "./process.mjs"

const folders = [
  { path: root, name: "the product's packages" },
  { path: join(root, "toolchain/javascript"), name: "the candidates' test tools" },
]

/**
 * The versions of the lock file, which is left as it is, and no package's own scripts. `npm ci` would refuse the lock
 * file, because it leaves out optional packages of platforms this does not run on.
 */
const installAsLocked = [
  "install",
  "--no-save",
  "--ignore-scripts",
  "--no-audit",
  "--no-progress",
  "--loglevel=error",
]

/** Brings every node_modules in line with its lock file. */
export const installModules = () => {
  for (const { path, name } of folders) {
    if (inLine(path)) continue
    say(`installing ${name} with npm`)
    run("npm install", "npm", installAsLocked, { cwd: path, env: outsideEnvironment() })
  }
  if (newestNode() === null)
    throw new SetupError(
      `Node.js 24 could not be had through npm for ${process.arch}. Install Node.js 24 or newer and run this again with it.`,
    )
}

/** npm's own record of what it installed names the same versions as the lock file; foreign platforms may be absent. */
export const inLine = (folder) => {
  const installed = packagesOf(join(folder, "node_modules/.package-lock.json"))
  if (!installed) return false
  const wanted = packagesOf(join(folder, "package-lock.json")) ?? {}
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true
    const found = installed[path]
    return found ? found.version === version && existsSync(join(folder, path)) : optional === true
  })
}

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages
  } catch {
    return null
  }
}

/** The first Node >= 24 there is, its own package before the machine's; null when there is none. */
export const newestNode = () => {
  const candidates = [join(root, `node_modules/node-linux-${process.arch}/bin/node`), process.execPath]
  return (
    candidates.find((node) => Number(read(node, ["-p", "process.versions.node.split('.')[0]"])) >= 24) ?? null
  )
}
