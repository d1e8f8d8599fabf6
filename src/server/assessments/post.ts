/** Sends invitations, whatever becomes of the server that was asked, and notes with each whether a mail server took it. */
import type { Clock } from "../clock.ts"
import type { Jobs } from "../jobs/jobs.ts"
import type { Mailer } from "../mail/mailer.ts"
import type { LetterOf } from "./letters.ts"
import type { InvitationStore } from "./store.ts"

export interface Post {
  readonly ready: boolean
  /** Resolves when it is sure that each will be sent. */
  send(invitations: readonly string[]): Promise<void>
  /** Resolves when it was taken or refused, and that is noted. */
  sendNow(invitation: string): Promise<void>
}

interface PostParts {
  mail: Mailer
  jobs: Pick<Jobs, "work" | "send">
  store: Pick<InvitationStore, "find" | "patch">
  letterOf: LetterOf
  clock: Clock
}

/** What is sent at once has been sent by then, unless the server stopped. */
const BY_THEN_SECONDS = 120

export function createPost({ mail, jobs, store, letterOf, clock }: PostParts): Post {
  /** Unless it was sent since it was asked for. */
  async function deliver(id: string, askedAt: number): Promise<void> {
    const invitation = await store.find(id, clock.now())
    if (!invitation || invitation.revoked || invitation.email === "") return
    if (invitation.sentAt !== null && invitation.sentAt >= askedAt) return
    const problem = await letterOf(invitation)
      .then((letter) => mail.send(letter))
      .then(
        () => null,
        (failure: unknown) => (failure instanceof Error ? failure.message : String(failure)),
      )
    await store.patch(
      id,
      problem === null ? { sentAt: clock.now(), mailProblem: null } : { mailProblem: problem.slice(0, 300) },
    )
  }

  const keep = (invitation: string, at: number, afterSeconds = 0): Promise<void> =>
    jobs.send("send-invitation", { invitation, at }, { key: `${invitation} ${at}`, afterSeconds })

  jobs.work("send-invitation", ({ invitation, at }) => deliver(invitation, at))

  return {
    get ready() {
      return mail.ready
    },
    async send(invitations) {
      for (const id of invitations) await keep(id, clock.now())
    },
    async sendNow(id) {
      const at = clock.now()
      await keep(id, at, BY_THEN_SECONDS)
      await deliver(id, at)
    },
  }
}
