import { createAccounts } from "../server/accounts/accounts.ts"
import { createAudit } from "../server/accounts/audit.ts"
import { systemClock } from "../server/clock.ts"
import { loadSecrets } from "../server/secrets.ts"
import type { AccountDesk, Place } from "./accounts.ts"
import { openStored } from "./stored.ts"

/** In the audit log. */
const COMMAND_LINE = { kind: "system", id: "command-line", name: "Command line" } as const

/** The people of this installation, whether its server runs or not. Throws as `openStored` does. */
export async function openAccountDesk({ data, url }: Place): Promise<AccountDesk> {
  const { config, store } = await openStored({ INTERVIEWLM_DATA: data, PUBLIC_URL: url })
  const { dataFolder, secret, publicUrl, host, port } = config
  const origin = publicUrl ?? `http://${host}:${port}`
  const audit = createAudit(store.accounts.audit, systemClock)
  const accounts = createAccounts({
    store: store.accounts,
    secrets: await loadSecrets(dataFolder, secret),
    mail: { ready: false, send: () => Promise.reject(new Error("The command line sends no mail.")) },
    audit,
    origin: () => origin,
    sso: () => null,
    onProblem: console.error,
  })
  return {
    async passwordLink(email) {
      const person = await accounts.personAt({ email })
      if (!person) return null
      const path = await accounts.resetPath(email)
      const act = {
        action: "member.link-made",
        target: email,
        detail: { kind: "reset" },
        address: "",
      } as const
      for (const team of await accounts.teamsOf(person.id)) await audit({ who: COMMAND_LINE, team }, act)
      return origin + path
    },
    close: () => store.close(),
  }
}
