/** Sends invitations and notes with each whether a mail server took it. */
import type { Clock } from "../clock.ts"
import type { Mail, Mailer } from "../mail/mailer.ts"
import type { InvitationStore } from "./store.ts"

export interface Post {
  readonly ready: boolean
  /** Resolves when each was taken or refused, and that is noted. Never rejects. */
  send(letters: readonly { invitation: string; mail: Mail }[]): Promise<void>
  /** Lets those under way end and begins no more. */
  close(): Promise<void>
}

const AT_ONCE = 4

export function createPost({
  mail,
  store,
  clock,
  onProblem,
}: {
  mail: Mailer
  store: Pick<InvitationStore, "patch">
  clock: Clock
  onProblem(problem: unknown): void
}): Post {
  const waiting: { invitation: string; mail: Mail; done(): void }[] = []
  const working = new Set<Promise<void>>()
  const gone = new AbortController()

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next && !gone.signal.aborted; next = waiting.shift()) {
      const { invitation } = next
      const problem = await mail.send(next.mail).then(
        () => null,
        (failure: unknown) => (failure instanceof Error ? failure.message : String(failure)),
      )
      const noted =
        problem === null ? { sentAt: clock.now(), mailProblem: null } : { mailProblem: problem.slice(0, 300) }
      await store.patch(invitation, noted).catch(onProblem)
      next.done()
    }
  }

  return {
    get ready() {
      return mail.ready
    },
    async send(letters) {
      const done = letters.map(
        (letter) => new Promise<void>((resolve) => waiting.push({ ...letter, done: resolve })),
      )
      while (working.size < Math.min(AT_ONCE, waiting.length)) {
        const worker = work().finally(() => working.delete(worker))
        working.add(worker)
      }
      await Promise.all(done)
    },
    async close() {
      gone.abort()
      for (const { done } of waiting.splice(0)) done()
      await Promise.all(working)
    },
  }
}
