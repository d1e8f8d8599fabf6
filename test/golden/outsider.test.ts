import { spawnSync } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { zipSync } from "fflate"
import { expect, onTestFinished, test } from "vitest"
import { linesOf, rewritten, unpack, withLines } from "./forge.ts"

const golden = fileURLToPath(new URL("v1.zip", import.meta.url))

test("[REC16] the script in docs/verify.md, which shares no code with ours, comes to the same roots", async () => {
  const dir = await mkdtemp(join(tmpdir(), "outsider-"))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const manual = await readFile(new URL("../../docs/verify.md", import.meta.url), "utf8")
  const script = join(dir, "verify.py")
  await writeFile(script, /```python\n(.*?)```/s.exec(manual)?.[1] ?? "")
  const run = (bundle: string) => spawnSync("python3", ["-I", script, bundle], { encoding: "utf8" })

  expect(run(golden)).toMatchObject({ status: 0, stdout: "142 events, 0 bad checkpoints\n" })

  const members = unpack(await readFile(golden))
  const lines = linesOf(members)
  const forged = rewritten(lines[36] ?? "", (raw) => ({ ...raw, at: Number(raw["at"]) + 1 }))
  const file = join(dir, "forged.zip")
  await writeFile(file, zipSync(withLines(members, lines.with(36, forged))))
  expect(run(file)).toMatchObject({ status: 1, stdout: expect.stringContaining("4 bad checkpoints") })
})
