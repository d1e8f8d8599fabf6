"use strict"
/** The conventional test files of a folder and its manual mocks, found without asking the folder's configuration. */
const { readdirSync } = require("node:fs")
const { join } = require("node:path")

const SKIPPED = new Set(["node_modules", "dist", "build", "coverage"])
const NAMED = /\.(?:test|spec)\.([cm]?[jt]sx?)$/
const PLACED = /(?:^|\/)__tests__\/.*\.([cm]?[jt]sx?)$/

function discover(root, language) {
  const tests = []
  const mocks = new Map()
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !entry.name.startsWith(".")) visit(path)
      } else if (entry.isFile()) {
        const mock = /(?:^|\/)__mocks__\/(.+)\.[cm]?[jt]sx?$/.exec(path)
        if (mock) mocks.set(mock[1], path)
        else if ((NAMED.test(path) || PLACED.test(path)) && !path.endsWith(".d.ts")) tests.push(path)
      }
    }
  }
  visit("")
  const typed = (path) => /\.[cm]?tsx?$/.test(path)
  const own = tests.filter((path) => typed(path) === (language === "typescript"))
  return { tests: own.length > 0 ? own : tests, mocks }
}

module.exports = { discover }
