/** Remembers what a step was done for, so that it is done again only when that changes. */
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./process.mjs"

const file = (name) => join(root, "build/setup", name)

/** One hash over the contents of files and folders of the repository; what does not exist counts as empty. */
export const hashOf = (paths) => {
  const hash = createHash("sha256")
  for (const path of paths.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  return hash.digest("hex")
}

const filesIn = (path) => {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .toSorted()
    .flatMap((name) => filesIn(join(path, name)))
}

/** Runs `work` unless it was done for the same `key` and `output` still exists. */
export const once = (name, key, output, work) => {
  if (existsSync(output) && existsSync(file(name)) && readFileSync(file(name), "utf8") === key) return
  work()
  mkdirSync(join(root, "build/setup"), { recursive: true })
  writeFileSync(file(name), key)
}
