import { expect, test } from "vitest"
import { systemClock } from "../clock.ts"
import type { Mail } from "../mail/mailer.ts"
import { invitationMail } from "./mails.ts"
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

test("[INV10] of each invitation it is noted whether a mail server took it, and if not what that said", async () => {
  const noted = new Map<string, object>()
  const sent: Mail[] = []
  const post = createPost({
    mail: {
      ready: true,
      async send(mail) {
        if (mail.to.address.startsWith("gone")) throw new Error("550 no such mailbox")
        sent.push(mail)
      },
    },
    store: { patch: async (id, patch) => void noted.set(id, patch) },
    clock: systemClock,
    onProblem: (problem) => expect.unreachable(String(problem)),
  })
  const letters = Array.from({ length: 20 }, (_, at) => {
    const email = at === 7 ? "gone@example.org" : `robin-${at}@example.org`
    return { invitation: `i${at}`, mail: invitationMail({ ...LETTER, candidate: { name: "Robin", email } }) }
  })
  await post.send(letters)
  await post.close()
  expect(sent).toHaveLength(19)
  expect(noted.get("i7")).toEqual({ mailProblem: "550 no such mailbox" })
  expect(noted.get("i8")).toEqual({ sentAt: expect.any(Number), mailProblem: null })
})
