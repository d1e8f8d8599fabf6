import { useCallback, useEffect, useMemo, useState } from "react"
import { cameToNothing, currentTurn } from "../../core/chat.ts"
import { announce, report } from "../ui/toasts.tsx"
import { useSession, useView } from "../workspace/view.ts"
import { before, beginHistory, moveOn, withPage } from "./history.ts"
import { lastTurn, layRows, openNudge, rowsOf } from "./rows.ts"
import { endWords, LEVEL_WORDS, nudgeWords } from "./words.ts"
import type { ChatState } from "../../protocol/chat.ts"
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

function isPage(result: CommandResult): result is Extract<CommandResult, { earlier: boolean }> {
  return "earlier" in result
}

const SPOKEN_CHARACTERS = 600

/** Tells a screen reader what came of a turn, that help is offered and that the level changed, each once. */
export function useChatSpoken(): void {
  const { chat, agent } = useSession()
  const working = currentTurn(chat)
  const turn = lastTurn(chat.entries)
  const [seen, setSeen] = useState(() => ({ turn: working?.id ?? null }))
  const over = turn !== null && turn.outcome !== null && seen.turn === turn.id ? turn : null
  if (working && seen.turn !== working.id) setSeen({ turn: working.id })
  useEffect(() => {
    if (!over) return
    const words = endWords(over)
    const said = over.steps
      .filter((step) => !cameToNothing(step))
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "text" ? [block.text] : [])))
    const answer = said.join("\n").slice(-SPOKEN_CHARACTERS)
    announce(words ? `The agent: ${words.title} ${words.text}` : `The agent: ${answer}`)
  }, [over])
  const nudge = openNudge(chat.entries)
  useEffect(() => {
    if (nudge) announce(`The agent offers: ${nudgeWords(nudge).title}`)
  }, [nudge])
  const level = agent?.level.now
  const [first] = useState(level)
  useEffect(() => {
    if (level && level !== first) announce(`The agent's level is now ${LEVEL_WORDS[level].name}.`)
  }, [level, first])
}
