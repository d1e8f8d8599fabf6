import { eventsOf, happened, journalOf } from "../room/moves.ts"
import { e2e, wholeServer } from "./harness.ts"
import { enter } from "./pages.ts"
import { expect } from "vitest"

const server = wholeServer()
const ENTRY = "tab/group.py"

e2e("[E2E12] time that runs out submits the work, and the page says so", async ({ profile }) => {
  const created = await server().createInterview({ minutes: 0.5 })
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  await at.append(ENTRY, "\n# before the time was over")
  await at.named("button", /^0:\d\d left/).waitFor()
  await at.named("heading", "The time is over").waitFor()
  await page.getByText("Submitted", { exact: true }).waitFor()
  const { data, seq } = await happened(server(), created, "question.submitted")
  expect(data.by).toBe("clock")
  const edits = eventsOf(await journalOf(server(), created), "doc.changed").filter((one) => one.seq < seq)
  const letters = edits.flatMap(({ data }) => data.updates.flatMap(({ changes }) => changes.flat()))
  expect(letters.filter((one) => typeof one === "string").join("")).toContain("# before the time was over")
  await page.reload()
  await at.named("heading", "The time is over").waitFor()
})

e2e("[E2E13] each way a link can be wrong has its own page", async ({ profile }) => {
  const { url, store } = server()
  const created = await server().createInterview()
  const { id: session } = created
  const expired = await store.links.create({ session, role: "candidate", name: "Ada" }, Date.now() - 1)
  const revoked = await server().createInterview()
  await store.links.revoke(revoked.id)
  const page = await (await profile()).newPage()
  const leads = async (path: string, title: string): Promise<void> => {
    await page.goto(url + path)
    await page.getByRole("heading", { name: title }).waitFor()
  }
  await leads(`/join/${"x".repeat(43)}`, "This link is not known here")
  await leads(`/join/${expired.token}`, "This link has expired")
  await leads(revoked.links.candidate, "This link was withdrawn")
  await leads(`/interview/${session}`, "This address needs an interview link")
  await leads(`/watch/${session}`, "Sign in to watch this interview")
  await leads("/nowhere", "There is nothing at this address")
  await page.goto(url + created.links.candidate)
  await page.getByRole("button", { name: "I agree, go on" }).waitFor()
  await leads(`/watch/${session}`, "Sign in to watch this interview")
})
