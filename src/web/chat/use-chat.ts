import { useCallback, useMemo, useState } from "react"
import { currentTurn } from "../../core/chat.ts"
import { report } from "../ui/toasts.tsx"
import { useSession, useView } from "../workspace/view.ts"
import { before, beginHistory, moveOn, withPage } from "./history.ts"
import { lastTurn, layRows, rowsOf } from "./rows.ts"
import { endWords } from "./words.ts"
import type { ChatState, MessageEntry } from "../../protocol/chat.ts"
import type { CommandResult } from "../../protocol/messages.ts"

/** The whole conversation as rows, as far as it was fetched, and how to fetch more of it. */
export function useConversation() {
  const view = useView()
  const { chat } = useSession()
  const [history, setHistory] = useState(() => beginHistory(chat))
  const now = moveOn(history, chat)
  if (now !== history) setHistory(now)
  const [loading, setLoading] = useState(false)
  const asked = before(now)
  const loadEarlier = useCallback(async () => {
    if (asked === null) return
    setLoading(true)
    try {
      const page = await view.command({ type: "list-chat", before: asked })
      if (isPage(page)) setHistory((known) => withPage(known, asked, page))
    } catch (error) {
      report(error)
      throw error
    } finally {
      setLoading(false)
    }
  }, [view, asked])
  const earlier = useMemo(() => rowsOf(now.earlier), [now.earlier])
  const [laid, setLaid] = useState(() => layRows(now.window))
  const next = laid.entries === now.window ? laid : layRows(now.window, laid)
  if (next !== laid) setLaid(next)
  const latest = next.rows
  const rows = useMemo(() => (earlier.length === 0 ? latest : [...earlier, ...latest]), [earlier, latest])
  return { rows, earlier: asked !== null, loading, loadEarlier }
}

/** The latest turn, if it did not simply end and nothing was said since. */
export function resumable(chat: ChatState) {
  const last = lastTurn(chat.entries)
  return last && last.outcome !== null && endWords(last)?.again ? last.id : null
}

/** Was it said during a turn of which no step has heard it yet? */
export function isWaiting(chat: ChatState, { seq }: Pick<MessageEntry, "seq">): boolean {
  const turn = currentTurn(chat)
  return turn !== null && seq > (turn.steps.at(-1)?.seq ?? turn.seq)
}

function isPage(result: CommandResult): result is Extract<CommandResult, { earlier: boolean }> {
  return "earlier" in result
}
