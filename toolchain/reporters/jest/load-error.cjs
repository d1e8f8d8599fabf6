"use strict"
/** Why a test file could not be loaded, in words: the place first, and the caret where the compiler gives one. */
const { relative } = require("node:path")

/** One of SWC's findings: what is wrong, the file and line, the source around it with carets. */
const FINDING = /^ *[x×] (.+(?:\n {3,}[|│] .+)*)\n +[,╭][-─]+\[(.+?):(\d+):\d+\]\n([\s\S]*?)\n +[`╰][-─]+$/gm

/** What Node puts before the stack of code it could not compile; the line is that of the compiled file. */
const REFUSED = /^(\/[^\n:]+):\d+\n(.+)\n( *\^+)$/m

/** A frame at the very top of a stack; those of what is merely imported are at lines of the compiled file. */
const TOP = /^ +at (?:.*\()?(\/[^():\n]+):(\d+):\d+\)?$/m

/** What the channel tells of a test file at `path` that could not be loaded: `message`, and `line` where it is known. */
function loadError(root, path, error) {
  const said = String(error?.message ?? error ?? "The file could not be loaded.")
  const findings = [...said.matchAll(FINDING)].map(([, why, file, line, source]) => ({ why, file, line: Number(line), source }))
  if (findings.length > 0) {
    const message = findings.map(({ why, file, line, source }) => `${relative(root, file)}:${line}\n${source}\nSyntaxError: ${why}`).join("\n\n")
    return { message, ...lineOf(path, findings[0]) }
  }
  const stack = String(error?.stack ?? "")
  const message = error?.name && error.name !== "Error" ? `${error.name}: ${said}` : said
  const refused = REFUSED.exec(stack)
  if (refused) return { message: `${relative(root, refused[1])}\n    ${refused[2]}\n    ${refused[3]}\n${message}` }
  const [, file, line] = TOP.exec(stack.slice(stack.indexOf("\n    at "))) ?? []
  if (!file?.startsWith(`${root}/`) || file.includes("/node_modules/")) return { message }
  return { message: `${message}\n    at ${relative(root, file)}:${line}`, ...lineOf(path, { file, line: Number(line) }) }
}

const lineOf = (path, place) => (place.file === path ? { line: place.line } : {})

module.exports = { loadError }
