import { expect, test } from "vitest"
import { z } from "zod"
import { systemClock } from "../clock.ts"
import type { Mail } from "../mail/mailer.ts"
import { invitationMail } from "./mails.ts"
import type { Jobs } from "../jobs/jobs.ts"
import type { KnownInvitation } from "./store.ts"
import { createPost } from "./post.ts"

const LETTER = {
  id: "0123456789abcdef01",
  generation: 2,
  candidate: { name: "Robin Okafor", email: "robin@example.org" },
  team: "Acme; Söhne",
  title: "Backend, senior",
  minutes: 75,
  link: "https://interviews.example/join/x.y",
  expiresAt: Date.UTC(2026, 11, 24, 9),
  scheduledAt: Date.UTC(2026, 11, 1, 14, 30),
}

const INVITATION: KnownInvitation = {
  id: "",
  assessment: "",
  organization: "",
  team: "Acme",
  name: "Robin",
  email: "",
  extra: null,
  createdAt: 0,
  invitedBy: "",
  expiresAt: 0,
  scheduledAt: null,
  generation: 1,
  revoked: false,
  sentAt: null,
  mailProblem: null,
  openedAt: null,
  session: null,
  status: "invited",
  progress: null,
  erased: false,
}

test("[INV9] an invitation's mail has the link, how long it takes and until when, and a calendar entry when a time was named", () => {
  const { to, subject, text, attachments } = invitationMail(LETTER)
  expect(to).toEqual({ name: "Robin Okafor", address: "robin@example.org" })
  expect(subject).toBe("Your interview with Acme; Söhne: Backend, senior")
  expect(text).toContain("https://interviews.example/join/x.y")
  expect(text).toContain("lasts 75 minutes")
  expect(text).toContain("expected on Tuesday, 1 December 2026 at 14:30 UTC")
  expect(text).toContain("begin until Thursday, 24 December 2026 at 09:00 UTC")
  const lines = attachments?.[0]?.content.split("\r\n") ?? []
  for (const line of [
    "METHOD:PUBLISH",
    "UID:0123456789abcdef01@interviewlm",
    "SEQUENCE:2",
    "DTSTART:20261201T143000Z",
    "DTEND:20261201T154500Z",
    String.raw`SUMMARY:Interview with Acme\; Söhne: Backend\, senior`,
  ])
    expect(lines).toContain(line)
  expect(invitationMail({ ...LETTER, scheduledAt: null }).attachments).toBeUndefined()
})

test("[INV10] of each invitation it is noted whether a mail server took it, and if not what that said; none is sent twice", async () => {
  const invitations = new Map<string, KnownInvitation>()
  const sent: Mail[] = []
  const kept: { invitation: string; at: number }[] = []
  let work = async (_job: { invitation: string; at: number }): Promise<void> => undefined
  const jobs: Pick<Jobs, "work" | "send"> = {
    work: (_name, act) => void (work = (job) => act(z.custom<Parameters<typeof act>[0]>().parse(job))),
    send: async (_name, data) =>
      void kept.push(z.object({ invitation: z.string(), at: z.number() }).parse(data)),
  }
  const post = createPost({
    mail: {
      ready: true,
      async send(mail) {
        if (mail.to.address.startsWith("gone")) throw new Error("550 no such mailbox")
        sent.push(mail)
      },
    },
    jobs,
    store: {
      find: async (id) => invitations.get(id) ?? null,
      patch: async (id, patch) => void invitations.set(id, { ...invitations.get(id)!, ...patch }),
    },
    letterOf: async ({ name, email }) => invitationMail({ ...LETTER, candidate: { name, email } }),
    clock: systemClock,
  })
  for (let at = 0; at < 20; at += 1) {
    const email = at === 7 ? "gone@example.org" : `robin-${at}@example.org`
    invitations.set(`i${at}`, { ...INVITATION, id: `i${at}`, email })
  }
  await post.send([...invitations.keys()].slice(1))
  await post.sendNow("i0")
  expect(kept).toHaveLength(20)
  expect(sent).toHaveLength(1)
  for (const job of [...kept, ...kept]) await work(job)
  expect(sent).toHaveLength(19)
  expect(invitations.get("i7")).toMatchObject({ mailProblem: "550 no such mailbox", sentAt: null })
  expect(invitations.get("i8")).toMatchObject({ sentAt: expect.any(Number), mailProblem: null })
})
