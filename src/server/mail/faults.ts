/** Why a mail did not go out, in words. Pure; holds no password. */
import { z } from "zod"

/** As nodemailer and the network below it tell of it. */
const Fault = z.object({ code: z.string().optional(), response: z.string().optional(), message: z.string() })

const SAID: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no mail server answers there. Check the server and the port.",
  ENOTFOUND: "there is no server of that name. Check the server.",
  EDNS: "there is no server of that name. Check the server.",
  EAI_AGAIN: "the name could not be looked up just now. Try again in a minute.",
  ETIMEDOUT: "it does not answer. Check the server and the port, and whether a firewall stands between.",
  EHOSTUNREACH: "it cannot be reached from this server. Check the server and the network.",
  ENETUNREACH: "it cannot be reached from this server. Check the server and the network.",
  ECONNRESET: "it closed the connection. Check the encryption and the port.",
  ECONNECTION: "it closed the connection. Check the encryption and the port.",
  ESOCKET: "the connection failed. Check the encryption and the port.",
  ETLS: "it does not speak TLS as it should. Check the encryption and the port.",
  EAUTH: "it refused the user or the password. Check both.",
  EENVELOPE: "it refused the address the mail comes from or goes to. Check From.",
}

/** One or two sentences that name the server that was asked and, where it answered, what it said. */
export function mailFaultSaid(failure: unknown, { host, port }: { host: string; port: number }): string {
  const parsed = Fault.safeParse(failure)
  const { code = "", response, message } = parsed.success ? parsed.data : { message: String(failure) }
  // The network's own reason is more exact than nodemailer's name for all of them.
  const inner = /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET)\b/.exec(
    message,
  )
  const known = SAID[inner?.[1] ?? code]
  const reason = known ?? message
  const quoted =
    response === undefined ? "" : ` It says: ${response.replaceAll(/\p{C}+/gu, " ").slice(0, 300)}`
  return `The mail server ${host}:${port} took nothing: ${reason}${quoted}`
}
