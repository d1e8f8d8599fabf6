/** Answers what an assessor's page asks for from the made-up interview itself. */
import { evolveChat, latestOf, NO_CHAT } from "../../src/core/chat.ts"
import { momentOf } from "../../src/core/moments.ts"
import type { SessionState } from "../../src/core/session.ts"
import type { RubricReply } from "../../src/protocol/acts.ts"
import type { ChatReply } from "../../src/protocol/chat-reply.ts"
import type { MomentsReply, SubmissionReply, SubmittedAuthor } from "../../src/protocol/watch.ts"
import { journalOf } from "./journal.tsx"
import { FILES, MONEY } from "./view.tsx"

export function answerFrom(session: SessionState | null): void {
  const ask = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input, location.href)
    if (pathname.endsWith("/moments"))
      return Response.json(moments(session, Number(searchParams.get("after"))))
    if (pathname.endsWith("/rubric")) return Response.json(RUBRIC)
    if (pathname.endsWith("/submission")) return Response.json(submission(searchParams.get("question") ?? ""))
    if (pathname.endsWith("/chat"))
      return Response.json(chat(session, searchParams.get("question"), Number(searchParams.get("before"))))
    return ask(input, init)
  }
}

const RUBRIC: RubricReply = {
  questions: [
    {
      id: "shared-tab",
      title: "The shared tab",
      criteria: [
        {
          criterion: "Finding the causes",
          weight: 3,
          levels: [
            "Changes what the tests show until they pass.",
            "Finds one cause; the others by trying.",
            "Finds each cause from a failing test.",
            "Finds each cause and says which other reports it explains.",
          ],
        },
        {
          criterion: "Mending for good",
          weight: 2,
          levels: [
            "Special cases.",
            "Right where it was reported.",
            "Right everywhere it is used.",
            "Right everywhere, and a test holds it.",
          ],
        },
      ],
    },
  ],
}

function moments(session: SessionState | null, after: number): MomentsReply {
  const events = journalOf(session).filter(({ seq }) => seq > after)
  return {
    moments: events.flatMap((event) => momentOf(event) ?? []),
    last: session?.seq ?? after,
    more: false,
  }
}

/** Few entries at a time, so that the others have to be asked for. */
function chat(session: SessionState | null, question: string | null, before: number): ChatReply {
  const events = journalOf(session).filter((event) => event.question === question)
  const { entries } = events.reduce(evolveChat, NO_CHAT)
  const page = latestOf(
    {
      entries: entries.filter(({ seq }) => before === 0 || seq < before),
      earlier: false,
      compactedBefore: 0,
    },
    50,
  )
  return { chat: page.entries, earlier: page.earlier }
}

type Submitted = SubmissionReply["files"][number]

/** Of each way a file can have changed, one. */
const CHANGED: Record<string, Partial<Submitted>> = {
  "tab/money.py": {
    change: "edited",
    starter: MONEY.slice(0, MONEY.indexOf("\n\nclass Wallet"))
      .replace("CENTS = 100\n", "")
      .replace("round(amount / people)", "amount // people")
      .replace("  # the extra cents are lost here", ""),
    authors: authorsOf([
      ["CENTS = 100", "starter"],
      ["\n\ndef split", "shell"],
      ["    share = round", "starter"],
      ["\n    return [share]", "candidate"],
      ["  # the extra", "starter"],
      ["\n\n\ndef format_amount", "agent"],
      ["\n\nclass Wallet", "starter"],
      ["    owner: str", "agent"],
      ["\n\n    def __init__", "candidate"],
      ["", "agent"],
    ]),
  },
  "notes.txt": { change: "added", authors: authorsOf([["", "candidate"]]) },
  "tab/group.py": { from: "tab/groups_of_people.py" },
  "tab/old.py": { change: "deleted", text: null, authors: [] },
  ".coverage": { change: "generated", text: null, authors: [] },
}

/** Authors of the text from one place to the next; "" is its end. */
function authorsOf(ends: [before: string, author: SubmittedAuthor][]): Submitted["authors"] {
  let from = 0
  return ends.map(([before, author]) => {
    const to = before === "" ? MONEY.length : MONEY.indexOf(before, from)
    const length = to - from
    from = to
    return { author, length }
  })
}

function submission(question: string): SubmissionReply {
  const paths = [...FILES.filter((path) => path.includes(".")), "tab/old.py", ".coverage"]
  const files = [...new Set(paths)].map((path): Submitted => ({
    path,
    text: MONEY,
    change: "none",
    from: null,
    starter: null,
    authors: authorsOf([["", "starter"]]),
    ...CHANGED[path],
  }))
  return { question, language: "python", at: Date.now(), files }
}
