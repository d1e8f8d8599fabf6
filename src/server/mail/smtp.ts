import { createTransport } from "nodemailer"
import type { Transporter } from "nodemailer"
import type { MailChoice } from "../../protocol/settings.ts"
import { mailFaultSaid } from "./faults.ts"
import type { Mailer } from "./mailer.ts"

const TIMEOUT_MS = 15_000

/** Sends through the server that is set at the moment; not ready while none is. */
export function createSmtpMailer(chosen: () => MailChoice | null): Mailer {
  let made: { key: string; transport: Transporter } | null = null

  function transport(choice: MailChoice): Transporter {
    const key = JSON.stringify(choice)
    if (made?.key === key) return made.transport
    made?.transport.close()
    const { host, port, security, user, password = "" } = choice
    made = {
      key,
      transport: createTransport({
        host,
        port,
        secure: security === "tls",
        requireTLS: security === "starttls",
        ignoreTLS: security === "none",
        connectionTimeout: TIMEOUT_MS,
        greetingTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS,
        // Nothing a person wrote into a mail may name a file or an address to be read.
        disableFileAccess: true,
        disableUrlAccess: true,
        ...(user !== "" && { auth: { user, pass: password } }),
      }),
    }
    return made.transport
  }

  return {
    get ready() {
      return chosen() !== null
    },
    async send({ to, subject, text, attachments = [] }) {
      const choice = chosen()
      if (!choice) throw new Error("No mail server is set up.")
      const mail = {
        from: { name: "InterviewLM", address: choice.from },
        to: { name: to.name ?? "", address: to.address },
        subject,
        text,
        attachments: attachments.map(({ name, type, content }) => ({
          filename: name,
          contentType: type,
          content,
        })),
      }
      await transport(choice)
        .sendMail(mail)
        .catch((cause: unknown) => {
          throw new Error(mailFaultSaid(cause, choice), { cause })
        })
    },
  }
}
