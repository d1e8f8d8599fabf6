/** The mail a candidate is invited by, with an entry for their calendar when a time was named. */
import ical, { ICalCalendarMethod } from "ical-generator"
import type { Mail } from "../mail/mailer.ts"

export interface InvitationLetter {
  id: string
  /** Which of its links it is: a later one replaces an earlier entry in a calendar. */
  generation: number
  candidate: { name: string; email: string }
  team: string
  title: string
  minutes: number
  link: string
  expiresAt: number
  scheduledAt: number | null
}

export function invitationMail(letter: InvitationLetter): Mail {
  const { candidate, team, title, minutes, link, expiresAt, scheduledAt } = letter
  const paragraphs = [
    `Hello ${candidate.name},`,
    `${team} invites you to an interview: ${title}. It takes place in your browser and lasts ${minutes} minutes; you see what is recorded and who sees it before it begins.`,
    ...(scheduledAt === null ? [] : [`You are expected on ${inWords(scheduledAt)}.`]),
    `This link is yours alone:\n${link}`,
    `You can begin until ${inWords(expiresAt)}. If you need more time or another way of taking part, answer whoever invited you.`,
  ]
  return {
    to: { name: candidate.name, address: candidate.email },
    subject: `Your interview with ${team}: ${title}`,
    text: paragraphs.join("\n\n"),
    ...(scheduledAt !== null && { attachments: [calendarFile(letter, scheduledAt)] }),
  }
}

function calendarFile({ id, generation, team, title, minutes, link }: InvitationLetter, scheduledAt: number) {
  const calendar = ical({ prodId: { company: "InterviewLM", product: "invitations" } })
  calendar.method(ICalCalendarMethod.PUBLISH)
  calendar.createEvent({
    id: `${id}@interviewlm`,
    sequence: generation,
    start: new Date(scheduledAt),
    end: new Date(scheduledAt + minutes * 60_000),
    summary: `Interview with ${team}: ${title}`,
    description: link,
    url: link,
  })
  return {
    name: "interview.ics",
    type: "text/calendar; charset=utf-8; method=PUBLISH",
    content: calendar.toString(),
  }
}

/** A moment as mail tells it to somebody whose time zone is not known: `Monday, 23 November 2026 at 14:00 UTC`. */
export function inWords(at: number): string {
  return (
    new Date(at).toLocaleString("en-GB", {
      dateStyle: "full",
      timeStyle: "short",
      timeZone: "UTC",
    }) + " UTC"
  )
}
