/**
 * Measures what DESIGN promises, each figure beside a peer or a floor in the same run:
 * `npm run bench -- [--only NAME]... [--long] [--json]`.
 */
import { parseArgs } from "node:util"
import { agent } from "./agent/agent.ts"
import { edits } from "./edits/edits.ts"
import { journal } from "./journal.ts"
import { formatTable } from "./lib/row.ts"
import type { Bench, Row } from "./lib/row.ts"
import { page } from "./page/page.ts"
import { record } from "./record.ts"
import { sandbox } from "./sandbox/sandbox.ts"
import { terminal } from "./terminal/terminal.ts"
import { tests } from "./tests/tests.ts"
import { wall } from "./wall/wall.ts"
import { watch } from "./wall/watch.ts"
import { toolInput } from "./tool-input.ts"

const BENCHES: Record<string, Bench> = {
  edits,
  watch,
  wall,
  agent,
  terminal,
  tests,
  sandbox,
  journal,
  record,
  page,
  "tool-input": toolInput,
}

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    long: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
})

const names = values.only ?? Object.keys(BENCHES)
const rows: Row[] = []
for (const name of names) {
  const bench = BENCHES[name]
  if (!bench) throw new Error(`There is no benchmark ${name}; there are ${Object.keys(BENCHES).join(", ")}.`)
  const start = performance.now()
  rows.push(...(await bench({ long: values.long })))
  process.stderr.write(`${name} took ${((performance.now() - start) / 1_000).toFixed(0)} s\n`)
}
process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : `${formatTable(rows)}\n`)
