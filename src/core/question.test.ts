import { expect, test } from "vitest"
import { stringify } from "yaml"
import { canaryFaults, readQuestion } from "./question.ts"

const DEPTHS = ["question", "concept", "approach", "pseudo-code", "code"]

const manifest = {
  id: "sums",
  title: "Sums",
  kind: "algorithm",
  level: "junior",
  minutes: 10,
  tags: [],
  statement: "Add.",
  languages: ["python"],
  entry: { python: "sums.py" },
  canary: "ilm-0123456789abcdef",
  hints: DEPTHS.map((depth) => ({ depth, text: "Think." })),
  rubric: ["right", "clear"].map((criterion) => ({ criterion, weight: 1, levels: ["a", "b", "c", "d"] })),
}

const paths = [
  "question.yaml",
  "README.md",
  "starter/python/sums.py",
  "tests/visible/python/test_sums.py",
  "tests/hidden/python/test_more.py",
  "solutions/python/sums.py",
  "wrong/python/off-by-one/sums.py",
  "wrong/python/negative/sums.py",
]

const read = (changes: object = {}, files: readonly string[] = paths, folder = "sums") =>
  readQuestion(folder, stringify({ ...manifest, ...changes }), files)

const faultsOf = (reading: ReturnType<typeof readQuestion>) =>
  reading.ok ? [] : reading.faults.map(({ path, problem }) => `${path} ${problem}`)

test("[QST1] a sound folder becomes a question with its files by language and role", () => {
  const reading = read()
  if (!reading.ok) throw new Error(faultsOf(reading).join("\n"))
  expect(reading.question.files.get("python")).toEqual({
    starter: ["sums.py"],
    visible: ["test_sums.py"],
    hidden: ["test_more.py"],
    solution: ["sums.py"],
    inputs: [],
    wrong: new Map([
      ["off-by-one", ["sums.py"]],
      ["negative", ["sums.py"]],
    ]),
  })
})

test("[QST2] a manifest that is missing, not YAML or not a manifest is a fault that names the field", () => {
  expect(faultsOf(readQuestion("sums", null, paths))).toEqual(["question.yaml is missing"])
  expect(faultsOf(readQuestion("sums", "title: [", paths))).toEqual(["question.yaml is not YAML"])
  expect(faultsOf(read({ minutes: 0, surprise: 1 }))).toEqual([
    "question.yaml minutes is not as it should be",
    "question.yaml the whole is not as it should be",
  ])
})

test("[QST2] an id that is not the folder's name, a language named twice and hints out of order are faults", () => {
  expect(
    faultsOf(read({ languages: ["python", "python"], hints: manifest.hints.toReversed() }, paths, "other")),
  ).toEqual([
    "question.yaml has the id sums, but the folder is other",
    "question.yaml names a language twice",
    "question.yaml has its hints out of order",
  ])
})

test.each([
  ["starter/python/sums.py", ["starter/python is empty or missing"]],
  ["tests/hidden/python/test_more.py", ["tests/hidden/python is empty or missing"]],
  ["solutions/python/sums.py", ["solutions/python is empty or missing"]],
  ["wrong/python/negative/sums.py", ["wrong/python holds 1 wrong solutions"]],
])("[QST2] a folder without %s says what is missing", (gone, faults) => {
  expect(
    faultsOf(
      read(
        {},
        paths.filter((path) => path !== gone),
      ),
    ),
  ).toEqual(faults)
})

test("[QST2] a language that is offered and not there, and an entry that is not in the starter, are faults", () => {
  expect(faultsOf(read({ languages: ["python", "go"], entry: { python: "main.py" } }))).toEqual([
    "starter/python/main.py is named as entry and missing",
    "starter/go is empty or missing",
    "tests/visible/go is empty or missing",
    "tests/hidden/go is empty or missing",
    "solutions/go is empty or missing",
    "question.yaml names no entry for go",
    "wrong/go holds 0 wrong solutions",
  ])
})

test("[QST2] tests that would overwrite each other, or be overwritten, are faults", () => {
  const files = [...paths, "tests/hidden/python/test_sums.py", "wrong/python/negative/test_more.py"]
  expect(faultsOf(read({}, files))).toEqual([
    "tests/hidden/python/test_sums.py has the name of a file of the starter or the visible tests",
    "wrong/python/negative/test_more.py has the name of a file of the tests",
  ])
})

test("[QST2] a file that belongs to no part of the question is a fault, so that no slip goes unseen", () => {
  const files = [...paths, "test/hidden/python/test_x.py", "starter/go/sums.go", "starter/python/a\\b.py"]
  expect(faultsOf(read({}, files))).toEqual([
    "test/hidden/python/test_x.py belongs to no part of the question",
    "starter/go/sums.go belongs to no part of the question",
    "starter/python/a\\b.py has a name that no workspace takes",
  ])
})

test("[QST2] a growth target without a suite that measures it is a fault", () => {
  expect(faultsOf(read({ growth: { exponent: 1, sizes: [10, 20, 40] } }))).toEqual([
    "inputs/python is missing, though the manifest names a growth",
  ])
})

test("[GROW4] a growth suite that holds a part of a hidden test is a fault", () => {
  const growth = { growth: { exponent: 1, sizes: [10, 20, 40] } }
  const reading = read(growth, [...paths, "inputs/python/test_growth.py"])
  if (!reading.ok) throw new Error(faultsOf(reading).join("\n"))
  const texts = (path: string) => (/hidden|inputs/.test(path) ? `# ${manifest.canary}` : "")
  expect(canaryFaults(reading.question, texts).map(({ path }) => path)).toEqual([
    "inputs/python/test_growth.py",
  ])
})

test("[QST3] the canary stands in every hidden test and in nothing that a candidate sees", () => {
  const reading = read({ statement: `Add. ${manifest.canary}` })
  if (!reading.ok) throw new Error(faultsOf(reading).join("\n"))
  const texts: Record<string, string> = { "starter/python/sums.py": `# ${manifest.canary}` }
  const faults = canaryFaults(reading.question, (path) => texts[path] ?? "")
  expect(faults.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    "question.yaml shows its canary in another field",
    "tests/hidden/python/test_more.py does not carry the canary",
    "starter/python/sums.py carries the canary of the hidden tests",
  ])
})
