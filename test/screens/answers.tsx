/** Answers what an assessor's page asks for from the made-up interview itself. */
import { momentOf } from "../../src/core/moments.ts"
import type { SessionState } from "../../src/core/session.ts"
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

function changeOf(path: string): SubmissionReply["files"][number]["change"] {
  if (path === "tab/money.py") return "edited"
  return path === "notes.txt" ? "added" : "none"
}

function submission(question: string): SubmissionReply {
  const files = FILES.filter((path) => path.includes(".")).map((path) => ({
    path,
    text: MONEY,
    change: changeOf(path),
    from: null,
  }))
  return { question, language: "python", at: Date.now(), files }
}
