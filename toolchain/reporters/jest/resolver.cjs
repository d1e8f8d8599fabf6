"use strict"
/** Jest's own resolution, and beside it TypeScript's: `./x.js` may be `x.ts`, and `paths` of the root's tsconfig. */
const { readFileSync } = require("node:fs")
const { join, resolve } = require("node:path")

const SOURCES = { ".js": [".ts", ".tsx", ".jsx"], ".jsx": [".tsx"], ".mjs": [".mts"], ".cjs": [".cts"] }

const known = new Map()

/** `paths` of `tsconfig.json`, read as data (comments and trailing commas allowed). */
function readAliases(root) {
  try {
    const text = readFileSync(join(root, "tsconfig.json"), "utf8")
    const plain = text.replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "$1").replace(/,(\s*[}\]])/g, "$1")
    const { baseUrl, paths } = JSON.parse(plain).compilerOptions ?? {}
    const base = resolve(root, baseUrl ?? ".")
    const listed = Object.entries(paths ?? {}).map(([pattern, targets]) => ({
      pattern: pattern.split("*"),
      targets: targets.map((target) => resolve(base, target)),
    }))
    return baseUrl === undefined ? listed : [...listed, { pattern: ["", ""], targets: [join(base, "*")] }]
  } catch {
    return []
  }
}

function* candidates(request, root) {
  const extension = /\.[cm]?jsx?$/.exec(request)?.[0]
  for (const other of SOURCES[extension] ?? []) yield request.slice(0, -extension.length) + other
  if (request.startsWith(".") || request.startsWith("/")) return
  if (!known.has(root)) known.set(root, readAliases(root))
  for (const { pattern, targets } of known.get(root)) {
    const [before, after] = pattern
    const matches = after === undefined ? request === before : request.startsWith(before) && request.endsWith(after)
    if (!matches) continue
    const middle = after === undefined ? "" : request.slice(before.length, request.length - after.length)
    for (const target of targets) {
      const path = target.replace("*", middle)
      yield path
      yield* candidates(path, root)
    }
  }
}

module.exports = {
  sync(request, options) {
    try {
      return options.defaultResolver(request, options)
    } catch (error) {
      for (const candidate of candidates(request, options.rootDir)) {
        try {
          return options.defaultResolver(candidate, options)
        } catch {
          continue
        }
      }
      throw error
    }
  },
}
