/** The editor's languages by file name, each loaded when it is first needed. */
import type { Extension } from "@codemirror/state"

interface Kind {
  load(): Promise<Extension>
  /** Unless the text shows another. */
  indent: string
}

const javascript = (config: { jsx?: boolean; typescript?: boolean }): Kind => ({
  load: async () => (await import("@codemirror/lang-javascript")).javascript(config),
  indent: "  ",
})
const json: Kind = {
  load: async () => (await import("@codemirror/lang-json")).json(),
  indent: "  ",
}
const yaml: Kind = { load: async () => (await import("@codemirror/lang-yaml")).yaml(), indent: "  " }
const html: Kind = { load: async () => (await import("@codemirror/lang-html")).html(), indent: "  " }
const markdown: Kind = {
  load: async () => (await import("@codemirror/lang-markdown")).markdown(),
  indent: "  ",
}
const python: Kind = {
  load: async () => [
    (await import("@codemirror/lang-python")).python(),
    (await import("./python-indent.ts")).afterOneLineBlock,
  ],
  indent: "    ",
}
const go: Kind = { load: async () => (await import("@codemirror/lang-go")).go(), indent: "\t" }
const css: Kind = { load: async () => (await import("@codemirror/lang-css")).css(), indent: "  " }
const plain: Kind = { load: async () => [], indent: "    " }
const make: Kind = { ...plain, indent: "\t" }

const BY_EXTENSION: Record<string, Kind> = {
  js: javascript({ jsx: true }),
  mjs: javascript({}),
  cjs: javascript({}),
  jsx: javascript({ jsx: true }),
  ts: javascript({ typescript: true }),
  mts: javascript({ typescript: true }),
  cts: javascript({ typescript: true }),
  tsx: javascript({ jsx: true, typescript: true }),
  py: python,
  pyi: python,
  go,
  json,
  yaml,
  yml: yaml,
  md: markdown,
  html,
  htm: html,
  css,
}

export function kindOf(path: string): Kind {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase()
  if (name === "makefile" || name === "go.mod") return make
  return BY_EXTENSION[name.slice(name.lastIndexOf(".") + 1)] ?? plain
}

const LINES = 400

/** The unit a text is indented with: what most of its first indented lines begin with, else `otherwise`. */
export function guessIndent(lines: Iterable<string>, otherwise: string): string {
  const votes = new Map<string, number>()
  let before = 0
  let seen = 0
  for (const line of lines) {
    if (seen++ >= LINES) break
    if (line.trim() === "") continue
    if (line.startsWith("\t")) vote(votes, "\t")
    const width = line.length - line.trimStart().length
    const step = Math.abs(width - before)
    if (!line.startsWith("\t") && step >= 2 && step <= 8 && width > 0) vote(votes, " ".repeat(step))
    before = line.startsWith("\t") ? 0 : width
  }
  const [best] = [...votes].toSorted((one, other) => other[1] - one[1])
  return best ? best[0] : otherwise
}

function vote(votes: Map<string, number>, unit: string): void {
  votes.set(unit, (votes.get(unit) ?? 0) + 1)
}
