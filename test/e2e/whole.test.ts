import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "vitest"
import type { Language } from "../../src/protocol/ctrf.ts"
import { happened } from "../room/moves.ts"
import { e2e, wholeServer } from "./harness.ts"
import { workspace } from "./pages.ts"
import type { Workspace } from "./pages.ts"

const QUESTIONS = join(import.meta.dirname, "../../questions")
const server = wholeServer()

interface Plan {
  name: string
  /** Files whose solution is pasted. */
  pasted: [group: string, money: string]
  /** The file mended by typing a line over another. */
  typed: { path: string; old: string; line: string }
  storms: string
  /** What the panel tells of the first failing test. */
  failure: readonly string[]
  repl(workspace: Workspace): Promise<void>
}

const DIFF = ["- expected", "+ actual"]

const node: Plan["repl"] = async ({ say, page, hears }) => {
  await say("node", /Welcome to Node/)
  await say("6 * 7 + 0.5", "42.5")
  await page.keyboard.type(".exit\n")
  await hears(/\.exit.*\$/s)
}

const script = (extension: "js" | "ts"): Omit<Plan, "name"> => ({
  pasted: [`src/group.${extension}`, `src/money.${extension}`],
  typed: {
    path: `src/paging.${extension}`,
    old: "const pages",
    line: "const pages = Math.max(1, Math.ceil(items.length / size));",
  },
  storms: `storms.${extension}`,
  failure: DIFF,
  repl: node,
})

const PLANS: Record<Language, Plan> = {
  python: {
    name: "Python",
    pasted: ["tab/group.py", "tab/money.py"],
    typed: { path: "tab/paging.py", old: "pages = len", line: "pages = max(1, -(-len(items) // size))" },
    storms: "storms.py",
    failure: DIFF,
    async repl({ say, page, hears }) {
      await say("python3", ">>>")
      await say("print(6 * 7 + 0.5)", "42.5")
      await page.keyboard.type("while True: pass\n\n")
      await page.keyboard.press("Control+c")
      await hears("KeyboardInterrupt")
      await page.keyboard.press("Control+d")
    },
  },
  javascript: { name: "JavaScript", ...script("js") },
  typescript: { name: "TypeScript", ...script("ts") },
  go: {
    name: "Go",
    pasted: ["group.go", "money.go"],
    typed: {
      path: "paging.go",
      old: "pages :=",
      line: "pages := (len(items)+size-1)/size + map[bool]int{true: 1}[len(items) == 0]",
    },
    storms: "storms.go",
    failure: ["balances add up to 1, want 0"],
    repl: ({ say }) => say("go version", /go version go1\.\d+/),
  },
}

for (const [language, plan] of Object.entries(PLANS) as [Language, Plan][])
  e2e(`[E2E1] a whole interview in ${plan.name}, from the link to the graded end`, async ({ profile }) => {
    const created = await server().createInterview({ questions: ["shared-tab", "alert-storms"] })
    const context = await profile({ permissions: ["clipboard-read", "clipboard-write"] })
    const page = await context.newPage()
    const solution = (question: string, path: string): Promise<string> =>
      readFile(join(QUESTIONS, question, "solutions", language, path), "utf8")

    await page.goto(server().url + created.links.candidate)
    await page.getByText("All of it.").waitFor()
    await page.getByRole("button", { name: "I agree, go on" }).click()
    await page.getByText("Ready to start?").waitFor()
    await page.getByRole("button", { name: "Start the interview" }).click()
    const at = workspace(page)
    await at.ready()
    await at.named("heading", "The tab that doesn't add up").waitFor()
    if (language === "python") await at.language("Go")
    await at.language(plan.name)

    await at.run(/[1-9]\d* failed/)
    for (const part of plan.failure) await at.tests.getByText(part).first().waitFor()

    const [group, money] = plan.pasted
    for (const path of [group, money]) {
      await at.open(path)
      await at.paste(path, await solution("shared-tab", path))
    }
    await at.open(plan.typed.path)
    await at.retype(plan.typed.path, plan.typed.old, plan.typed.line)
    await at.saved()

    await at.shell()
    await at.say("mkdir -p deep/er && cd deep/er", /deep\/er.*\$/)
    await at.say("pwd", "/workspace/deep/er")
    await plan.repl(at)
    await at.say("sleep 1000", "sleep 1000")
    await page.keyboard.press("Control+c")
    await at.say("echo $((1300 + 37)); pwd", /1337.*\/workspace\/deep\/er/)

    await at.run(/ 0 failed/)
    await page.getByText("All visible tests pass.").waitFor()
    await at.press("Submit and go on")

    await page.getByText("Question 2 of 2", { exact: true }).waitFor()
    await at.ready()
    await at.named("button", `Language: ${plan.name}`).waitFor()
    await at.open(plan.storms)
    await at.paste(plan.storms, await solution("alert-storms", plan.storms))
    await at.run(/ 0 failed/)
    await at.press("Finish")
    await page
      .getByRole("dialog", { name: "Submit this question" })
      .getByRole("button", { name: "Submit and finish" })
      .click()
    await at.named("heading", "You have finished").waitFor()
    expect(await page.getByText("Submitted", { exact: true }).count()).toBe(2)

    for (const question of ["shared-tab", "alert-storms"]) {
      const { data } = await happened(
        server(),
        created,
        "question.graded",
        (one) => one.question === question,
      )
      expect(data).toMatchObject({ language, outcome: "graded" })
      expect(data.hidden.total).toBeGreaterThan(0)
      expect(data.hidden.passed).toBe(data.hidden.total)
    }
  })
