import { LIMITS } from "../../protocol/limits.ts"
import type { Mail } from "../mail/mailer.ts"

const LINKS = {
  "sign-in": { subject: "Your link to sign in to InterviewLM", page: "enter", does: "signs you in" },
  reset: {
    subject: "Choose a new password for InterviewLM",
    page: "reset",
    does: "lets you choose a new password",
  },
} as const

/** The mail with a link that is good once. */
export function linkMail(
  kind: keyof typeof LINKS,
  { email, name }: { email: string; name: string | null },
  origin: string,
  token: string,
): Mail {
  const { subject, page, does } = LINKS[kind]
  const lines = [
    `This link ${does}, once, within ${LIMITS.accounts.linkMinutes} minutes:`,
    `${origin}/${page}/${token}`,
    "If you did not ask for it, there is nothing to do.",
  ]
  return { to: { name, address: email }, subject, text: lines.join("\n\n") }
}
