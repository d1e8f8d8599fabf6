/**
 * Writes the golden bundle: `node test/golden/make.ts`. Only for a new format version, and then beside the old one:
 * a bundle once handed out must verify for ever.
 */
import { writeFile } from "node:fs/promises"
import { bundleOf, recordInterview } from "./interview.ts"

const { source, notes } = recordInterview()
await writeFile(new URL("v1.zip", import.meta.url), await bundleOf(source))
await writeFile(new URL("v1.witness.txt", import.meta.url), notes.slice(0, 2).join("\n"))
await writeFile(new URL("v1.key.txt", import.meta.url), `${source.key}\n`)
