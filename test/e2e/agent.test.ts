/** The agent as a candidate meets it, in real Chromium, with a scripted model behind the real wire format. */
import type { Page } from "playwright-core"
import { afterAll, expect } from "vitest"
import type { AssistancePolicy } from "../../src/protocol/assistance.ts"
import { scriptedModel } from "../support/scripted-model.ts"
import { call, hold, say, think } from "../support/wire/script.ts"
import { eventsOf, journalOf } from "../room/moves.ts"
import { e2e, PATIENCE_MS, picture, wholeServer } from "./harness.ts"
import type { Stage } from "./harness.ts"
import { enter, watching } from "./pages.ts"

const model = scriptedModel()
const server = wholeServer(model)
afterAll(() => model.close())

const MONEY = "tab/money.py"
const SPLIT = `    share, rest = divmod(amount, people)
    return [share + 1] * rest + [share] * (people - rest)`

/** What a candidate does in the agent's pane. */
function agentOf(page: Page) {
  const pane = page.getByRole("region", { name: "Agent", exact: true })
  const composer = pane.getByRole("textbox", { name: "Message to the agent" })
  return {
    pane,
    composer,
    async ask(text: string): Promise<void> {
      await composer.fill(text)
      await composer.press("Enter")
    },
    says: (text: string | RegExp) => pane.getByText(text).first().waitFor(),
    stop: () => pane.getByRole("button", { name: /^Stop/ }).click(),
  }
}

/** A candidate at work on the first question, beside an agent. */
async function atWork({ profile }: Stage, assistance: Partial<AssistancePolicy> = {}) {
  const created = await server().createInterview({ assistance })
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  return { created, page, at, agent: agentOf(page) }
}

e2e(
  "[E2E20] code appears in the editor as the model writes it, while the candidate types in the same file",
  async (stage) => {
    const { page, at, agent } = await atWork(stage, { start: "full-copilot" })
    await at.open(MONEY)
    const rest = Promise.withResolvers<void>()
    const input = {
      file_path: MONEY,
      old_string: "def split",
      new_string: "# written live, line one\n# written live, line two\ndef split",
    }
    const at50 = JSON.stringify(input).indexOf("line one") + 8
    model.script((_request, index) =>
      index === 0
        ? [
            think("I look at split."),
            say("I write."),
            call("Edit", input, { holds: [{ at: at50, until: rest.promise }] }),
          ]
        : say("Done: two lines."),
    )
    await agent.ask("Add a comment above split in money.py")
    await at.editor(MONEY).getByText("# written live, line one").waitFor()
    await picture(page, "agent-writing")
    await at.append(MONEY, "# typed meanwhile")
    rest.resolve()
    await agent.says("Done: two lines.")
    await at.editor(MONEY).getByText("# written live, line two").waitFor()
    await at.ends(MONEY, "# typed meanwhile")
    await picture(page, "agent-written")
  },
)

e2e(
  "[E2E21] what the agent changed is reviewed place by place, and what is rejected is as it was",
  async (stage) => {
    const { created, page, at, agent } = await atWork(stage, { start: "full-copilot" })
    await at.open(MONEY)
    const edit = (old: string, next: string) =>
      call("Edit", { file_path: MONEY, old_string: old, new_string: next })
    model.script((_request, index) =>
      index === 0
        ? [
            edit("share = round(amount / people)", "share = amount // people"),
            edit('sign = "-" if', "sign = '-' if"),
          ]
        : say("Two places."),
    )
    await agent.ask("Use whole cents in money.py")
    await agent.says("Two places.")
    const bar = page.getByRole("region", { name: "Review of the agent's changes" })
    await bar.getByText("The agent changed 2 places in money.py").waitFor()
    await picture(page, "agent-review")
    await page.getByRole("button", { name: "Reject", exact: true }).last().click()
    await at.editor(MONEY).getByText('sign = "-" if').waitFor()
    await bar.getByText("The agent changed 1 place in money.py").waitFor()
    await page.keyboard.press("Control+z")
    await at.editor(MONEY).getByText("sign = '-' if").waitFor()
    await at.editor(MONEY).getByText("share = amount // people").waitFor()
    await page.keyboard.press("Control+y")
    await at.editor(MONEY).getByText('sign = "-" if').waitFor()
    await page.getByRole("button", { name: "Accept", exact: true }).first().click()
    await bar.waitFor({ state: "detached" })
    await at.editor(MONEY).getByText("share = amount // people").waitFor()
    const verdicts = eventsOf(await journalOf(server(), created), "review.decided").map(
      ({ data }) => data.verdict,
    )
    expect(verdicts).toEqual(["rejected", "accepted"])
  },
)

e2e("[E2E22] the agent tests, sees a failure, mends it and tests again", async (stage) => {
  const { created, page, at, agent } = await atWork(stage, { start: "pair-programming" })
  const mend = (path: string, old: string, next: string) =>
    call("Edit", { file_path: path, old_string: old, new_string: next })
  const steps = [
    call("run_tests", {}),
    [
      say("Cents are lost, and pages are counted wrong."),
      mend(MONEY, "    share = round(amount / people)\n    return [share] * people", SPLIT),
    ],
    call("run_tests", {}),
    say("Better."),
  ]
  model.script((_request, index) => steps[index] ?? say("?"))
  await agent.ask("Run the tests and mend what fails in money.py")
  await agent.says("Better.")
  const told = model.requests.slice(-4).map(({ results }) => results[0]?.text ?? "")
  expect(told[1]).toMatch(/failed/)
  expect(told[1]).toContain("test_balances_add_up_to_zero")
  expect(told[3]).not.toContain("test_balances_add_up_to_zero (")
  await at.summary.waitFor()
  await picture(page, "agent-tested")
  const runs = eventsOf(await journalOf(server(), created), "test.finished").filter(
    ({ actor }) => actor.kind === "agent",
  )
  expect(runs.map(({ data }) => data.summary.failed)).toSatisfy(
    ([before, after]: number[]) => before! > after!,
  )
})

e2e("[E2E23] stopped in the middle of an edit, the text is as it was", async (stage) => {
  const { page, at, agent } = await atWork(stage, { start: "full-copilot" })
  await at.open(MONEY)
  const never = Promise.withResolvers<void>()
  const input = { file_path: MONEY, content: "# everything is new\n".repeat(30) }
  model.script(() => call("Write", input, { holds: [{ at: 250, until: never.promise }] }))
  await agent.ask("Write money.py anew")
  await at.editor(MONEY).getByText("# everything is new").first().waitFor()
  await agent.stop()
  await agent.says(/stopped/i)
  await at.editor(MONEY).getByText("# everything is new").first().waitFor({ state: "detached" })
  await at.editor(MONEY).getByText("share = round(amount / people)").waitFor()
  await picture(page, "agent-stopped")
  never.resolve()
})

e2e("[E2E24] a reload in mid-turn loses nothing of it", async (stage) => {
  const { page, agent } = await atWork(stage)
  const rest = Promise.withResolvers<void>()
  model.script(() => [say("The first half, "), hold(rest.promise), say("and the second.")])
  await agent.ask("Explain split, please")
  await agent.says(/The first half/)
  await page.reload()
  await agent.says(/The first half/)
  rest.resolve()
  await agent.says("and the second.")
})

e2e("[E2E25] what the level does not allow is refused, and the candidate sees it", async (stage) => {
  const { page, agent } = await atWork(stage)
  model.script((_request, index) =>
    index === 0 ? call("Bash", { command: "ls" }) : say("I may not run commands here."),
  )
  await agent.ask("List the files for me")
  await agent.says("I may not run commands here.")
  await agent.pane
    .getByText(/not allowed/i)
    .first()
    .waitFor()
  await picture(page, "agent-refused")
})

e2e(
  "[E2E26] help is offered after three failures in two minutes, quietly, and can be taken",
  async (stage) => {
    const { created, page, at, agent } = await atWork(stage)
    model.script(() => say("Look at how cents are rounded."))
    await at.editor("tab/group.py").focus()
    const finished = async (): Promise<number> =>
      eventsOf(await journalOf(server(), created), "test.finished").length
    for (let run = 1; run <= 3; run++) {
      await at.run(/[1-9] failed/)
      await expect.poll(finished, { timeout: PATIENCE_MS }).toBe(run)
    }
    const offer = page.getByRole("region", { name: "Offer of help" })
    await offer.waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toMatch(/editor/)
    await picture(page, "agent-offer")
    await offer.getByRole("button", { name: "Show me" }).click()
    await agent.says("Look at how cents are rounded.")
    expect(model.requests.at(-1)?.lastUser).toContain("took up the offer of help")
  },
)

e2e("[E2E27] a pause freezes the turn, and it goes on after it", async (stage) => {
  const { created, page, agent } = await atWork(stage)
  const beside = await (await stage.profile()).newPage()
  await beside.goto(server().url + created.links.assessor)
  const watch = watching(beside)
  await watch.ready()
  const rest = Promise.withResolvers<void>()
  model.script(() => [say("Before. "), hold(rest.promise), say("After.")])
  await agent.ask("Explain split, please")
  await agent.says(/Before\./)
  await watch.act("Pause", "Pause", "A call")
  await page.getByRole("alertdialog", { name: "The interview is paused" }).waitFor()
  rest.resolve()
  await picture(beside, "agent-watched")
  expect(await agent.pane.getByText(/After\./).count()).toBe(0)
  await watch.press("Go on")
  await agent.says("After.")
})
