/** The library and one of its questions, on made-up ones. */
import type { Check, ListedQuestion, QuestionDetail, QuestionPreview } from "../../src/protocol/library.ts"
import { QuestionPage } from "../../src/web/questions/QuestionPage.tsx"
import { QuestionsPage } from "../../src/web/questions/QuestionsPage.tsx"
import { refuses, type TeamScreen, WAITS } from "./team.tsx"

const NOW = Date.now()
const ago = (minutes: number): number => NOW - minutes * 60_000
const digestOf = (letter: string): string => letter.repeat(64)

const TILL: ListedQuestion = {
  id: "till",
  slug: "till",
  title: "The till at the end of the day",
  kind: "bug-hunt",
  level: "junior",
  minutes: 30,
  languages: ["python", "javascript"],
  tags: ["money", "rounding"],
  origin: "authored",
  status: "changed",
  version: 2,
  updated: { at: ago(12), by: "Jonas Weber" },
}
const BUILT_IN = { origin: "built-in", status: "published", version: 1, updated: null } as const
const FOUR: ListedQuestion["languages"] = ["python", "javascript", "typescript", "go"]

const LISTED: readonly ListedQuestion[] = [
  TILL,
  {
    ...TILL,
    ...BUILT_IN,
    id: "shared-tab",
    title: "The tab that doesn't add up",
    languages: FOUR,
    minutes: 35,
    tags: ["debugging", "money", "paging"],
  },
  {
    ...TILL,
    ...BUILT_IN,
    id: "lease-queue",
    title: "Jobs on a lease",
    kind: "feature",
    level: "senior",
    languages: FOUR,
  },
  {
    ...TILL,
    id: "seats",
    title: "Who gets on the ferry?",
    kind: "algorithm",
    status: "draft",
    version: null,
    updated: { at: ago(2_000), by: "Mira" },
  },
  {
    ...TILL,
    id: "leap",
    title: "Leap",
    kind: null,
    level: null,
    minutes: null,
    origin: "imported",
    status: "draft",
    version: null,
    tags: [],
  },
  {
    ...TILL,
    id: "review",
    title: "Half of the users, always the same half",
    kind: "review",
    level: "mid",
    status: "published",
    languages: ["go"],
  },
]

const MANIFEST = `id: till
title: The till at the end of the day
kind: bug-hunt
level: junior
minutes: 30
tags: [money, rounding]
languages: [python, javascript]
entry:
  python: till.py
  javascript: till.js
statement: |
  A till keeps the amounts of a day in cents. \`total\` is used every day, and some evenings its answer is too small.

  - It answers the **sum** of all amounts.
  - Amounts that occur more than once count each time.
canary: ilm-0123456789abcdef
hints:
  - depth: question
    text: What does the first failing test expect?
  - depth: concept
    text: What does a set do with equal amounts?
  - depth: approach
    text: Add the amounts up as they come.
  - depth: pseudo-code
    text: sum = 0, then add each.
  - depth: code
    text: return sum(amounts)
rubric:
  - criterion: Correctness
    weight: 2
    levels: [Most tests fail., The plain cases work., All tests pass., Edges were foreseen.]
  - criterion: Clarity
    weight: 1
    levels: [Hard to follow., Takes a second reading., Reads well., Reads like the statement.]
`
const CODE =
  'def total(amounts: list[int]) -> int:\n    """The sum of a day\'s amounts, in cents."""\n    return sum(set(amounts))\n'

const PATHS = [
  "question.yaml",
  "solutions/javascript/till.js",
  "solutions/python/till.py",
  "starter/javascript/package.json",
  "starter/javascript/till.js",
  "starter/python/till.py",
  "tests/hidden/javascript/till-hidden.test.js",
  "tests/hidden/python/test_till_hidden.py",
  "tests/visible/javascript/till.test.js",
  "tests/visible/python/test_till.py",
  "wrong/python/refunds-added/till.py",
  "wrong/python/without-refunds/till.py",
]

const CHECK: Check = {
  id: "c1",
  digest: digestOf("d"),
  state: "faulty",
  asked: { at: ago(3), by: "Mira Lindqvist" },
  at: ago(2),
  before: 0,
  claims: 8,
  faults: [],
  steps: [
    {
      question: "till",
      language: "javascript",
      claim: "solution",
      ok: true,
      detail: "passes 2 visible and 2 hidden tests",
    },
    {
      question: "till",
      language: "javascript",
      claim: "starter",
      ok: true,
      detail: "fails 1 of 2 visible tests",
    },
    {
      question: "till",
      language: "python",
      claim: "starter",
      ok: true,
      detail: "fails 1 of 2 visible tests",
    },
    {
      question: "till",
      language: "python",
      claim: "solution",
      ok: false,
      detail: 'The solution must pass every test; not "test_adds_the_amounts" (failed).',
      output: "test_adds_the_amounts\nassert 0 == 425\n +  where 0 = total([250, 100, 75])",
    },
    {
      question: "till",
      language: "python",
      claim: "wrong",
      name: "refunds-added",
      ok: false,
      detail: "Passes every hidden test: add one that catches it.",
    },
  ],
}

const NO_CHANGES = { added: [], changed: [], removed: [] }
const DETAIL: QuestionDetail = {
  ...TILL,
  digest: digestOf("d"),
  files: PATHS.map((path, at) => ({
    path,
    digest: digestOf("abcdef0123456789"[at] ?? "e"),
    size: 100,
    updated: { at: ago(12), by: "Jonas" },
  })),
  manifest: MANIFEST,
  faults: [],
  check: CHECK,
  versions: [
    {
      number: 2,
      digest: digestOf("2"),
      published: { at: ago(3_000), by: "Jonas Weber" },
      note: "Amounts that occur twice are a visible test now.",
      changes: { added: [PATHS[6]!], changed: [PATHS[9]!], removed: ["README.md"] },
      claims: 8,
    },
    {
      number: 1,
      digest: digestOf("1"),
      published: { at: ago(9_000), by: "Mira Lindqvist" },
      note: "",
      changes: NO_CHANGES,
      claims: 4,
    },
  ],
  changes: { ...NO_CHANGES, changed: [PATHS[2]!] },
}

const PREVIEW: QuestionPreview = {
  title: TILL.title,
  statement: "A till keeps the amounts of a day in cents.\n\n- It answers the **sum** of all amounts.\n",
  minutes: 30,
  language: "python",
  languages: ["python", "javascript"],
  entry: "till.py",
  files: [
    { path: "test_till.py", test: true, text: "from till import total\n" },
    { path: "till.py", test: false, text: CODE },
  ],
}

const listed = (answers: Record<string, unknown> = {}, address = "/questions"): TeamScreen => ({
  address,
  page: () => <QuestionsPage />,
  answers: { "GET /api/questions": { questions: LISTED }, ...answers },
})

function opened(tab: string, changes: Partial<QuestionDetail> = {}, search = ""): TeamScreen {
  const detail = { ...DETAIL, ...changes }
  return {
    address: `/questions/till/${tab}${search}`,
    path: "/questions/$question/$tab",
    page: () => <QuestionPage />,
    answers: {
      "GET /api/questions/till": detail,
      "GET /api/questions/till/check": { check: detail.check },
      "GET /api/questions/till/preview": PREVIEW,
      "GET /api/questions/till/file": {
        path: PATHS[2],
        digest: digestOf("c"),
        size: 100,
        content: CODE,
        encoding: "utf8",
      },
    },
  }
}

export const QUESTIONS: Record<string, TeamScreen> = {
  questions: listed(),
  "questions-viewer": { ...listed(), role: "viewer" },
  "questions-none-match": listed({}, "/questions?q=ferries&kind=review"),
  "questions-waiting": listed({ "GET /api/questions": WAITS }),
  "questions-failed": listed({ "GET /api/questions": refuses("store-unavailable") }),
  "question-files": opened("files", {}, "?file=solutions/python/till.py"),
  "question-built-in": opened("files", { ...BUILT_IN, check: null, versions: [], changes: NO_CHANGES }),
  "question-statement": opened("statement"),
  "question-source": opened("statement", {}, "?as=yaml"),
  "question-statement-faulty": opened("statement", {
    manifest: MANIFEST.replace("minutes: 30", "minutes: 0"),
  }),
  "question-no-yaml": opened("statement", { manifest: "title: [" }),
  "question-preview": opened("preview"),
  "question-check": opened("check"),
  "question-unchecked": opened("check", { check: null }),
  "question-checking": opened("check", {
    check: { ...CHECK, state: "running", steps: CHECK.steps.slice(0, 3) },
  }),
  "question-check-waits": opened("check", { check: { ...CHECK, state: "queued", before: 2, steps: [] } }),
  "question-check-faults": opened("check", {
    check: {
      ...CHECK,
      steps: [],
      claims: 0,
      faults: [
        {
          path: "tests/hidden/python",
          problem: "is empty or missing",
          mend: "Add it, or take python off the languages.",
        },
        {
          path: "wrong/python",
          problem: "holds 0 wrong solutions",
          mend: "Add plausible ones until there are two.",
        },
      ],
    },
  }),
  "question-versions": opened("versions"),
  "question-unknown": {
    ...opened("files"),
    answers: { "GET /api/questions/till": refuses("question-unknown") },
  },
}
