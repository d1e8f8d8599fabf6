/** What assessors do beside watching, as steps of a made-up interview. */
import type { Actor } from "../../src/protocol/events.ts"
import { assessor, candidate, step, type Step } from "./journal.tsx"
import { MONEY } from "./view.tsx"

const MIRA = { name: "Mira Lindqvist", actor: assessor }
const OWEN = { name: "Owen Park", actor: { kind: "assessor", id: "owen" } satisfies Actor as Actor }
const question = "shared-tab"

const PLACE = "    share = round(amount / people)"

export const said = step({
  actor: MIRA.actor,
  question,
  type: "assessor.said",
  data: {
    id: "said-1-x",
    name: MIRA.name,
    text: "Take your time with the refunds; they are the heart of it.",
  },
})
export const asked: Step[] = [
  step({
    actor: OWEN.actor,
    question,
    type: "assessor.asked",
    data: { id: "ask-1-xx", name: OWEN.name, text: "What happens to the cents that are left over?" },
  }),
  step({
    actor: MIRA.actor,
    question,
    type: "assessor.asked",
    data: { id: "ask-2-xx", name: MIRA.name, text: "Why whole cents, and no decimal type?" },
  }),
]
export const answered = step(
  {
    actor: candidate,
    question,
    type: "assessor.answered",
    data: {
      id: "ask-1-xx",
      text: "round() drops them. I give one more cent to as many people as there are cents left.",
    },
  },
  50_000,
)
export const pointed = step({
  actor: MIRA.actor,
  question,
  type: "assessor.pointed",
  data: {
    id: "point-1x",
    name: MIRA.name,
    language: "python",
    path: "tab/money.py",
    version: 0,
    from: MONEY.indexOf(PLACE),
    to: MONEY.indexOf("\n\n\ndef format_amount"),
    lines: { from: 12, to: 13 },
    text: "What do negative amounts do here?",
  },
})
export const accessAsked = (kind: "edit" | "terminal") =>
  step({
    actor: MIRA.actor,
    question,
    type: "access.asked",
    data: { access: `access-${kind}`, kind, name: MIRA.name },
  })
export const accessAllowed = (kind: "edit" | "terminal") =>
  step({
    actor: candidate,
    question,
    type: "access.answered",
    data: { access: `access-${kind}`, allowed: true },
  })
const noted = (who: typeof MIRA | typeof OWEN, id: string, text: string) =>
  step({
    actor: who.actor,
    question,
    type: "assessor.noted",
    data: { note: id, name: who.name, text, moment: null },
  })
const rated = (who: typeof MIRA | typeof OWEN, criterion: number, level: number, text = "") =>
  step({
    actor: who.actor,
    question,
    type: "assessor.rated",
    data: { criterion, name: who.name, level, text },
  })

export const judged: Step[] = [
  noted(MIRA, "note-1-x", "Read the tests before touching the code."),
  noted(OWEN, "note-2-x", "Said aloud that refunds are the same problem with a sign."),
  rated(MIRA, 0, 3, "Found by the failing test, named the rest unasked"),
  rated(OWEN, 0, 4),
  rated(OWEN, 1, 2),
]
