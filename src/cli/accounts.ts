import { Email } from "../protocol/team.ts"
import { LIMITS } from "../protocol/limits.ts"
import { readOptions, UsageError } from "./usage.ts"
import type { CommandIo } from "./verify.ts"

/** What the command needs of a running or stopped installation. */
export interface AccountDesk {
  /** A link at which whoever has that address chooses a new password, once; null when nobody has it. */
  passwordLink(email: string): Promise<string | null>
  close(): Promise<void>
}

/** Where the installation is, as the command line tells it. */
export interface Place {
  data: string | undefined
  /** How people reach the server. */
  url: string | undefined
}

/**
 * `accounts link EMAIL`: prints a link to a new password. Answers the exit code: 0 printed, 1 nobody has that address.
 * Throws `UsageError`.
 */
export async function accountsCommand(
  argv: readonly string[],
  io: CommandIo,
  open: (place: Place) => Promise<AccountDesk>,
): Promise<number> {
  const { email, place } = parse(argv)
  const desk = await open(place)
  try {
    const link = await desk.passwordLink(email)
    if (link === null) {
      io.err(`Nobody has an account at ${email} here.`)
      return 1
    }
    io.out(link)
    io.err(
      `Opened within ${LIMITS.accounts.linkMinutes} minutes, it lets ${email} choose a new password, once. The server must be running then.`,
    )
    return 0
  } finally {
    await desk.close()
  }
}

function parse(argv: readonly string[]): { email: string; place: Place } {
  const { values, positionals } = readOptions({
    args: [...argv],
    allowPositionals: true,
    options: { url: { type: "string" }, data: { type: "string" } },
  })
  const [act, address, ...more] = positionals
  if (act !== "link" || address === undefined || more.length > 0)
    throw new UsageError("Name one person by their address: accounts link EMAIL")
  const email = Email.safeParse(address)
  if (!email.success) throw new UsageError(`${address} is no address of mail.`)
  return { email: email.data, place: { data: values.data, url: values.url } }
}
