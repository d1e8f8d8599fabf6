import { expect } from "vitest"
import { z } from "zod"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { request } from "../support/server.ts"
import { e2e, wholeServer } from "./harness.ts"
import { enter, watching } from "./pages.ts"

const server = wholeServer()
const ENTRY = "tab/group.py"
const Standing = z.object({ phase: z.string(), remainingMs: z.number() })

async function standing(created: CreatedSession): Promise<z.infer<typeof Standing>> {
  const response = await request(server(), created, "/initialize", { method: "POST" })
  return Standing.parse(await response.json())
}

e2e("[E2E8] an assessor sees the work as it happens, pauses, extends and ends", async ({ profile }) => {
  const created = await server().createInterview({ minutes: 40 })
  const beside = await (await profile()).newPage()
  await beside.goto(server().url + created.links.assessor)
  await beside.getByText("has not agreed to the recording yet").waitFor()
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  const watch = watching(beside)
  await watch.ready()

  await at.append(ENTRY, "\n# a line as it is typed")
  await watch.ends(ENTRY, "# a line as it is typed")
  await beside.keyboard.type("not mine to type")
  await at.run(/[1-9] failed/)
  await watch.summary.filter({ hasText: /[1-9] failed/ }).waitFor()
  await at.shell()
  await at.say("echo $((1300 + 37))", "1337")
  await beside.getByRole("tab", { name: "Terminal", exact: true }).click()
  await watch.hears("1337")
  await page.getByRole("tab", { name: /^Tests/ }).click()
  await at.append(ENTRY, "!")
  await watch.ends(ENTRY, "# a line as it is typed!")

  await watch.act("Pause", "Pause", "The fire alarm")
  const overlay = page.getByRole("alertdialog", { name: "The interview is paused" })
  await overlay.getByText("The fire alarm").waitFor()
  const paused = await standing(created)
  expect(paused.phase).toBe("paused")
  await page.keyboard.type("while it is paused")
  expect((await standing(created)).remainingMs).toBe(paused.remainingMs)
  await watch.press("Go on")
  await overlay.waitFor({ state: "detached" })
  await at.append(ENTRY, " and on")
  await watch.ends(ENTRY, "# a line as it is typed! and on")

  await at.named("button", /^(39|40) min left/).waitFor()
  await watch.act("Extend", "Extend", "For the alarm")
  await at.named("button", /^(49|50) min left/).waitFor()
  await watch.act("End", "End the interview", "Enough was seen")
  await at.named("heading", "The interview was ended by an assessor").waitFor()
  await beside.getByText("The interview has ended.").waitFor()
  const rail = watch.named("region", "Assessor")
  for (const moment of ["Paused: The fire alarm", "The interview goes on", "Extended by 10 min"])
    await rail.getByText(moment).waitFor()
})
