import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { Me } from "../../src/protocol/team.ts"
import { codeAt } from "../team/totp.ts"
import { e2e, inTheme, wholeServer } from "./harness.ts"

const server = wholeServer()
const OWNER = { email: "olga@acme.example", password: "correct horse battery" }

/** What axe finds on the page as it is, in both themes. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ["light", "dark"] as const) {
    await inTheme(page, colorScheme)
    const { violations } = await new AxeBuilder({ page }).disableRules(["region"]).analyze()
    faults.push(...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`))
  }
  return faults
}

function at(page: Page) {
  const field = (name: string) => page.getByRole("textbox", { name, exact: true })
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click()
  const inTeam = () => page.waitForURL("**/live")
  return {
    field,
    press,
    inTeam,
    async type(fields: Record<string, string>) {
      for (const [name, text] of Object.entries(fields)) await field(name).fill(text)
    },
    async signOut() {
      await page.getByRole("button", { name: /^Account of/ }).click()
      await page.getByRole("menuitem", { name: "Sign out" }).click()
      await page.waitForURL("**/sign-in")
    },
  }
}

e2e(
  "[OWN1] the first owner makes the team, invites somebody, and signs in by password and code, and by passkey",
  async ({ profile }) => {
    // Browsers keep passkeys for names alone.
    const url = server().url.replace("127.0.0.1", "localhost")
    const here = (link: string) => link.replace(server().url, url)
    const page = await (await profile()).newPage()
    const owner = at(page)

    await page.goto(`${url}/sign-in`)
    await page.getByRole("heading", { name: "This installation is new" }).waitFor()
    await page.goto(url + (await server().accounts.setUpPath()))
    await owner.type({ Team: "Acme", "Your name": "Olga", Email: OWNER.email, Password: "short" })
    await owner.press("Make the team")
    await page.getByText("Must have at least 10 characters.").waitFor()
    await owner.type({ Password: OWNER.password })
    await owner.press("Make the team")
    await owner.inTeam()

    await page.goto(`${url}/team`)
    await owner.press("Invite people")
    await page.getByLabel("Email addresses").fill("robin@acme.example,")
    await owner.press("Invite")
    const link = await owner.field("Link for robin@acme.example").inputValue()
    await owner.press("Done")
    await page.getByRole("row", { name: /robin@acme/ }).waitFor()

    const guest = await (await profile()).newPage()
    const robin = at(guest)
    await guest.goto(here(link))
    await guest.getByText("Olga asks you to join as an assessor").waitFor()
    await robin.type({ "Your name": "Robin", Password: "a long enough one" })
    await robin.press("Join")
    await robin.inTeam()
    await guest.goto(here(link))
    await guest.getByRole("heading", { name: "This link was used, or is too old" }).waitFor()

    await page.reload()
    await page.getByRole("combobox", { name: "Role of Robin" }).selectOption("Viewer")
    await page.getByText("Robin: Viewer").first().waitFor()
    await owner.press("Undo")
    await expect
      .poll(() => page.getByRole("combobox", { name: "Role of Robin" }).inputValue())
      .toBe("assessor")
    const remove = async () => {
      await owner.press("More about Robin")
      await page.getByRole("menuitem", { name: "Remove from the team" }).click()
      await page.getByRole("row", { name: /robin@acme/ }).waitFor({ state: "detached" })
    }
    await remove()
    await owner.press("Undo")
    await page.getByRole("row", { name: /robin@acme/ }).waitFor()
    expect(await faultsOf(page)).toEqual([])

    await page.goto(`${url}/account`)
    await owner.press("Set up")
    await owner.type({ "Your password": OWNER.password })
    await owner.press("Go on")
    const secret = (await page.getByTitle("Secret", { exact: true }).innerText()).replaceAll(" ", "")
    const code = () => codeAt(`otpauth://totp/x?secret=${secret}`, Date.now())
    await owner.type({ Code: code() })
    await owner.press("Set it up")
    const codes = page.getByRole("list", { name: "Backup codes" }).getByRole("listitem")
    await expect.poll(() => codes.count()).toBe(10)
    await owner.press("I have kept them")
    await page.getByRole("button", { name: "New backup codes" }).waitFor()
    expect(await faultsOf(page)).toEqual([])

    await owner.signOut()
    await owner.type({ Email: OWNER.email, Password: "not the password" })
    await owner.press("Sign in")
    await page.getByText("The address or the password is not right.").waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.goto(`${url}/sign-in?then=${encodeURIComponent("/team/audit")}`)
    await owner.type({ Email: OWNER.email, Password: OWNER.password })
    await owner.press("Sign in")
    await owner.type({ Code: code() })
    await owner.press("Go on")
    await page.waitForURL("**/team/audit")
    await page.getByText("Failed to sign in").first().waitFor()

    const devices = await page.context().newCDPSession(page)
    await devices.send("WebAuthn.enable")
    const { authenticatorId } = await devices.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${url}/account`)
    await owner.press("Add a passkey")
    await page.getByText("The passkey is made.").waitFor()
    // The page offers the passkey before anything is pressed, too: nobody is at the device until the button was.
    const atDevice = (enabled: boolean) =>
      devices.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled })
    await atDevice(false)
    await owner.signOut()
    await owner.press("Use a passkey")
    await atDevice(true)
    await owner.inTeam()

    // Whoever leaves the page has made up their mind.
    await page.goto(`${url}/team`)
    await remove()
    await page.goto(`${url}/account`)
    const teamOfRobin = async () => Me.parse(await (await guest.request.get(`${url}/api/me`)).json()).team
    await expect.poll(teamOfRobin).toBeNull()
  },
)
