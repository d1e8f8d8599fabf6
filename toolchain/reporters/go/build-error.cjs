"use strict"
/** Why a package could not be built, in words: each place first, with its line of source and a caret. */
const fs = require("node:fs")
const { join } = require("node:path")

const PLACE = /^(?:vet: )?(?:\.\/)?([^\s:]+\.go):(\d+)(?::(\d+))?: (.*)$/

/** What the channel tells of a package whose build printed `text`: `message`, `filePath`, and `line` where it is known. */
function buildError(root, folder, text) {
  const lines = text.trim().split("\n").filter((line) => !/^(?:# |FAIL\b)/.test(line))
  const message = lines.map((line) => pointed(root, line)).join("\n").slice(0, 16_000) || "The package could not be built."
  const [, filePath, line] = lines.map((each) => PLACE.exec(each)).find(Boolean) ?? []
  return { message, ...(filePath ? { filePath, line: Number(line) } : { filePath: folder || "." }) }
}

/** Go counts columns in bytes, from 1. */
function pointed(root, said) {
  const [, file, line, column, why] = PLACE.exec(said) ?? []
  if (!file) return said
  const head = `${file}:${line}${column ? `:${column}` : ""}: ${why}`
  const source = sourceLine(join(root, file), Number(line))
  if (source === null || !column) return head
  const before = Buffer.from(source).subarray(0, Number(column) - 1).toString()
  return `${head}\n    ${source}\n    ${before.replace(/[^\t]/g, " ")}^`
}

function sourceLine(path, line) {
  try {
    return fs.readFileSync(path, "utf8").split(/\r?\n/)[line - 1] ?? null
  } catch {
    return null
  }
}

module.exports = { buildError }
