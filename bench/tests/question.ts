/** A question of four tiny tests in three languages, which is all that a run of its tests should cost. */
import { mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { stringify } from "yaml"

export const LANGUAGES = ["python", "javascript", "go"] as const
export type TinyLanguage = (typeof LANGUAGES)[number]

const range = (make: (index: number) => string): string => [1, 2, 3, 4].map(make).join("\n")

const CODE: Record<TinyLanguage, Record<string, string>> = {
  python: { "add.py": "def add(a, b):\n    return a + b\n" },
  javascript: {
    "add.js": "exports.add = (a, b) => a + b\n",
    "package.json": '{ "name": "add", "private": true }\n',
  },
  go: {
    "add.go": "package add\n\nfunc Add(a, b int) int { return a + b }\n",
    "go.mod": "module add\n\ngo 1.23\n",
  },
}

const TESTS: Record<TinyLanguage, Record<string, string>> = {
  python: {
    "test_add.py": `from add import add\n\n${range((n) => `def test_${n}():\n    assert add(${n}, 1) == ${n + 1}\n`)}`,
  },
  javascript: {
    "add.test.js": `const { add } = require("./add")\n\n${range((n) => `test("${n}", () => expect(add(${n}, 1)).toBe(${n + 1}))`)}\n`,
  },
  go: {
    "add_test.go": `package add\n\nimport "testing"\n\n${range((n) => `func Test${n}(t *testing.T) {\n\tif Add(${n}, 1) != ${n + 1} {\n\t\tt.Fail()\n\t}\n}\n`)}`,
  },
}

const HIDDEN: Record<TinyLanguage, Record<string, string>> = {
  python: { "test_hidden.py": "def test_hidden():\n    pass\n" },
  javascript: { "hidden.test.js": 'test("hidden", () => {})\n' },
  go: { "hidden_test.go": 'package add\n\nimport "testing"\n\nfunc TestHidden(t *testing.T) {}\n' },
}

/** The workspace a candidate starts with. */
export const workspaceOf = (language: TinyLanguage): Record<string, string> => ({
  ...CODE[language],
  ...TESTS[language],
})

export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

/** Writes the question as the folder `tiny` of a library. */
export async function writeQuestion(library: string): Promise<void> {
  const levels = ["a", "b", "c", "d"]
  const depths = ["question", "concept", "approach", "pseudo-code", "code"]
  const entry = { python: "add.py", javascript: "add.js", go: "add.go" }
  const folder = join(library, "tiny")
  await writeFiles(folder, {
    "question.yaml": stringify({
      id: "tiny",
      title: "Tiny",
      kind: "algorithm",
      level: "junior",
      minutes: 60,
      tags: [],
      statement: "Add.",
      languages: [...LANGUAGES],
      entry,
      hints: depths.map((depth) => ({ depth, text: "Think." })),
      rubric: ["right", "clear"].map((criterion) => ({ criterion, weight: 1, levels })),
    }),
  })
  for (const language of LANGUAGES) {
    await writeFiles(join(folder, "starter", language), CODE[language])
    await writeFiles(join(folder, "tests/visible", language), TESTS[language])
    await writeFiles(join(folder, "tests/hidden", language), HIDDEN[language])
    await writeFiles(join(folder, "solutions", language), {
      [entry[language]]: CODE[language][entry[language]] ?? "",
    })
    for (const wrong of ["one", "other"])
      await writeFiles(join(folder, "wrong", language, wrong), { [entry[language]]: "" })
  }
}
