/** A mail server that keeps what it is sent. */
import { once } from "node:events"
import { text } from "node:stream/consumers"
import { SMTPServer } from "smtp-server"

export interface Mailbox {
  readonly port: number
  /** Whole mails, as they came over the wire. */
  readonly mails: readonly string[]
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: string[] = []
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? "" }),
    onData(stream, _session, done) {
      text(stream).then(
        (mail) => {
          mails.push(mail)
          done()
        },
        (failure: Error) => done(failure),
      )
    },
  })
  const listening = server.listen(0, "127.0.0.1")
  await once(listening, "listening")
  const address = listening.address()
  if (address === null || typeof address === "string") throw new Error("The mailbox has no port")
  return {
    port: address.port,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
