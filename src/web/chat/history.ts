/** What was said before the entries a window is sent: fetched page by page, and kept when the window moves on. */
import type { ChatEntry, ChatState } from "../../protocol/chat.ts"

export interface History {
  /** Before those of the window, without a gap. */
  readonly earlier: readonly ChatEntry[]
  /** Is there more before these? */
  readonly more: boolean
  /** The window as it was last. */
  readonly window: readonly ChatEntry[]
}

export function beginHistory(chat: ChatState): History {
  return { earlier: [], more: chat.earlier, window: chat.entries }
}

/** The history with the window as it is now. After a long time away it begins later: what it left is kept if it joins on. */
export function moveOn(history: History, chat: ChatState): History {
  if (history.window === chat.entries) return history
  const [first] = chat.entries
  const [before] = history.window
  if (first && first.seq === before?.seq) return { ...history, window: chat.entries }
  const at = first ? history.window.findIndex(({ seq }) => seq === first.seq) : -1
  if (at < 0) return beginHistory(chat)
  return {
    ...history,
    earlier: [...history.earlier, ...history.window.slice(0, at)],
    window: chat.entries,
  }
}

/** What to ask `list-chat` for; null when nothing stands before. */
export function before(history: History): number | null {
  const first = history.earlier[0] ?? history.window[0]
  return history.more && first ? first.seq : null
}

/** With a page that was asked for as it stood before `asked`. */
export function withPage(
  history: History,
  asked: number,
  page: { chat: readonly ChatEntry[]; earlier: boolean },
): History {
  if (before(history) !== asked) return history
  const fresh = page.chat.filter(({ seq }) => seq < asked)
  return { ...history, earlier: [...fresh, ...history.earlier], more: page.earlier && fresh.length > 0 }
}
