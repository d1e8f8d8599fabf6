/** Answers what an assessor's page asks for from the made-up interview itself. */
import { evolveChat, latestOf, NO_CHAT } from "../../src/core/chat.ts"
import { momentOf } from "../../src/core/moments.ts"
import type { SessionState } from "../../src/core/session.ts"
import type { ChatReply } from "../../src/protocol/chat-reply.ts"
import type { MomentsReply, SubmissionReply } from "../../src/protocol/watch.ts"
import { journalOf } from "./journal.tsx"
import { FILES, MONEY } from "./view.tsx"

export function answerFrom(session: SessionState | null): void {
  const ask = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input, location.href)
    if (pathname.endsWith("/moments"))
      return Response.json(moments(session, Number(searchParams.get("after"))))
    if (pathname.endsWith("/submission")) return Response.json(submission(searchParams.get("question") ?? ""))
    if (pathname.endsWith("/chat"))
      return Response.json(chat(session, searchParams.get("question"), Number(searchParams.get("before"))))
    return ask(input, init)
  }
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
    starter: MONEY.replace("divmod", "division").replace("CENTS = 100\n", ""),
  },
  "notes.txt": { change: "added" },
  "tab/group.py": { from: "tab/groups_of_people.py" },
  "tab/old.py": { change: "deleted", text: null },
  ".coverage": { change: "generated", text: null },
}

/** The agent wrote the class, the candidate a line beside the shell's, and all of their own file. */
function authorsOf(path: string): Submitted["authors"] {
  const ends: [string, Submitted["authors"][number]["author"]][] =
    path === "notes.txt"
      ? [["", "candidate"]]
      : [
          ["CENTS = 100\n", "starter"],
          ["\n\ndef split", "shell"],
          ["    share = round", "starter"],
          ["(amount / people)", "candidate"],
          ["  # the extra", "agent"],
          ["class Wallet", "starter"],
          ["", "agent"],
        ]
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
    authors: authorsOf(path),
    ...CHANGED[path],
  }))
  return { question, language: "python", at: Date.now(), files }
}
