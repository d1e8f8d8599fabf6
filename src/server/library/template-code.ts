/** The code of a new question, by language. */
import type { Language } from "../../protocol/ctrf.ts"

export interface LanguageCode {
  readonly comment: string
  /** What the candidate writes in. */
  readonly file: string
  /** Of the starter as well. */
  readonly beside: Readonly<Record<string, string>>
  readonly unwritten: string
  /** Counts an amount that occurs twice once. */
  readonly buggy: string
  readonly solution: string
  readonly withoutRefunds: string
  readonly refundsAdded: string
  readonly visible: { path: string; text: string }
  readonly hidden: { path: string; text: string }
}

const PYTHON_HEAD = `def total(amounts: list[int]) -> int:
    """The sum of a day's amounts, in cents."""
`

const python: LanguageCode = {
  comment: "#",
  file: "till.py",
  beside: {},
  unwritten: `${PYTHON_HEAD}    raise NotImplementedError\n`,
  buggy: `${PYTHON_HEAD}    return sum(set(amounts))\n`,
  solution: `${PYTHON_HEAD}    return sum(amounts)\n`,
  withoutRefunds: `${PYTHON_HEAD}    return sum(amount for amount in amounts if amount > 0)\n`,
  refundsAdded: `${PYTHON_HEAD}    return sum(abs(amount) for amount in amounts)\n`,
  visible: {
    path: "test_till.py",
    text: `from till import total


def test_adds_the_amounts():
    assert total([250, 100, 75]) == 425


def test_the_same_amount_counts_each_time():
    assert total([200, 200]) == 400
`,
  },
  hidden: {
    path: "test_till_hidden.py",
    text: `from till import total


def test_a_refund_is_taken_off():
    assert total([500, -200]) == 300


def test_a_day_without_amounts():
    assert total([]) == 0
`,
  },
}

interface Script {
  file: string
  test: (name: string) => string
  head: string
  beside: Readonly<Record<string, string>>
}

const PACKAGE = `{
  "name": "till",
  "private": true,
  "type": "module",
  "scripts": { "test": "jest" }
}
`

const scriptOf = ({ file, test, head, beside }: Script): LanguageCode => {
  const body = (code: string): string =>
    `/** The sum of a day's amounts, in cents. */\n${head} {\n  ${code};\n}\n`
  const suite = (text: string): string => `import { total } from "./${file}";\n\n${text}`
  return {
    comment: "//",
    file,
    beside: { "package.json": PACKAGE, ...beside },
    unwritten: body(`throw new Error("not written yet")`),
    buggy: body(`return [...new Set(amounts)].reduce((sum, amount) => sum + amount, 0)`),
    solution: body(`return amounts.reduce((sum, amount) => sum + amount, 0)`),
    withoutRefunds: body(`return amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0)`),
    refundsAdded: body(`return amounts.reduce((sum, amount) => sum + Math.abs(amount), 0)`),
    visible: {
      path: test("till"),
      text: suite(`test("adds the amounts", () => {
  expect(total([250, 100, 75])).toBe(425);
});

test("the same amount counts each time", () => {
  expect(total([200, 200])).toBe(400);
});
`),
    },
    hidden: {
      path: test("till-hidden"),
      text: suite(`test("a refund is taken off", () => {
  expect(total([500, -200])).toBe(300);
});

test("a day without amounts", () => {
  expect(total([])).toBe(0);
});
`),
    },
  }
}

const javascript = scriptOf({
  file: "till.js",
  test: (name) => `${name}.test.js`,
  head: "export function total(amounts)",
  beside: {},
})

const typescript = scriptOf({
  file: "till.ts",
  test: (name) => `${name}.test.ts`,
  head: "export function total(amounts: readonly number[]): number",
  beside: {
    "tsconfig.json": `{
  "compilerOptions": {
    "target": "ES2024",
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "allowImportingTsExtensions": true,
    "noEmit": true,
    "strict": true
  }
}
`,
  },
})

const goOf = (body: string): string =>
  `package till\n\n// Total is the sum of a day's amounts, in cents.\nfunc Total(amounts []int) int {\n${body}}\n`

const goSum = (add: string): string =>
  goOf(`\tsum := 0\n\tfor _, amount := range amounts {\n${add}\t}\n\treturn sum\n`)

const goSuite = (cases: readonly [name: string, amounts: string, sum: number][]): string =>
  [
    `package till\n\nimport "testing"\n`,
    ...cases.map(
      ([name, amounts, sum]) =>
        `func Test${name}(t *testing.T) {\n\tif got := Total([]int{${amounts}}); got != ${sum} {\n\t\tt.Errorf("got %d, want ${sum}", got)\n\t}\n}\n`,
    ),
  ].join("\n")

const go: LanguageCode = {
  comment: "//",
  file: "till.go",
  beside: { "go.mod": "module till\n\ngo 1.19\n" },
  unwritten: goOf(`\tpanic("not written yet")\n`),
  buggy: goOf(
    `\tsum := 0\n\tseen := map[int]bool{}\n\tfor _, amount := range amounts {\n\t\tif !seen[amount] {\n\t\t\tsum += amount\n\t\t}\n\t\tseen[amount] = true\n\t}\n\treturn sum\n`,
  ),
  solution: goSum(`\t\tsum += amount\n`),
  withoutRefunds: goSum(`\t\tif amount > 0 {\n\t\t\tsum += amount\n\t\t}\n`),
  refundsAdded: goSum(`\t\tif amount < 0 {\n\t\t\tamount = -amount\n\t\t}\n\t\tsum += amount\n`),
  visible: {
    path: "till_test.go",
    text: goSuite([
      ["AddsTheAmounts", "250, 100, 75", 425],
      ["TheSameAmountCountsEachTime", "200, 200", 400],
    ]),
  },
  hidden: {
    path: "till_hidden_test.go",
    text: goSuite([
      ["ARefundIsTakenOff", "500, -200", 300],
      ["ADayWithoutAmounts", "", 0],
    ]),
  },
}

export const CODE: Readonly<Record<Language, LanguageCode>> = { python, javascript, typescript, go }
