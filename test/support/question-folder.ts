import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import { stringify } from "yaml"

const CANARY = "ilm-0123456789abcdef"

/** A sound question in one language, by path; a test file names the words that `answer.txt` must hold. */
export function sums(): Record<string, string> {
  const depths = ["question", "concept", "approach", "pseudo-code", "code"]
  const levels = ["a", "b", "c", "d"]
  return {
    "question.yaml": stringify({
      id: "sums",
      title: "Sums",
      kind: "algorithm",
      level: "junior",
      minutes: 10,
      tags: [],
      statement: "Add.",
      languages: ["python"],
      entry: { python: "answer.txt" },
      growth: { exponent: 1, sizes: [10, 20, 40] },
      canary: CANARY,
      hints: depths.map((depth) => ({ depth, text: "Think." })),
      rubric: ["right", "clear"].map((criterion) => ({ criterion, weight: 1, levels })),
    }),
    "starter/python/answer.txt": "nothing",
    "starter/python/notes.txt": "notes",
    "tests/visible/python/visible.test": "one",
    "tests/hidden/python/hidden.test": `two ${CANARY}`,
    "solutions/python/answer.txt": `one two ${CANARY}`,
    "wrong/python/half/answer.txt": "one",
    "wrong/python/other/answer.txt": "three",
    "inputs/python/growth.txt": "growth 10 1\ngrowth 20 2\ngrowth 40 4\n",
  }
}

/** Writes files into a new folder of the given name, gone when the test has finished. */
export async function folderOf(files: Record<string, string>, name = "sums"): Promise<string> {
  const library = await mkdtemp(join(tmpdir(), "questions-"))
  onTestFinished(() => rm(library, { recursive: true }))
  const folder = join(library, name)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}
