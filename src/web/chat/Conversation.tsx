import ArrowDown from "lucide-react/icons/arrow-down"
import { useVirtualizer } from "@tanstack/react-virtual"
import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Spinner } from "../ui/Spinner.tsx"
import { useWorkspace } from "../workspace/workspace.ts"
import type { Row } from "./rows.ts"
import { RowView } from "./Rows.tsx"

const ESTIMATES: Record<Row["kind"], number> = {
  day: 40,
  message: 72,
  text: 96,
  thinking: 28,
  tool: 38,
  continued: 32,
  end: 64,
  usage: 24,
  nudge: 32,
  level: 32,
}
/** Pixels from the end within which one counts as being there. */
const AT_END = 48
/** Pixels from the beginning at which more is fetched. */
const NEAR_START = 400

/** Milliseconds for which a scroll is laid to the rows having another height, rather than to somebody. */
const SETTLING_MS = 150
/** Milliseconds for which a scroll is laid to a wheel, finger, key or pointer. */
const BY_HAND_MS = 400
const BY_HAND = ["wheel", "touchmove", "keydown", "pointerdown"] as const

/** Where the list stood at the last scroll. */
interface Place {
  scrollTop: number
  scrollHeight: number
  clientHeight: number
}

const never = () => () => undefined

interface Props {
  rows: readonly Row[]
  /** Is there more before these? */
  earlier: boolean
  loading: boolean
  loadEarlier: () => Promise<void>
  /** The row to show, as found; another object asks again. */
  found: { key: string } | null
}

/** The rows, of which only those in sight exist. Keeps to the end until somebody scrolls away from it. */
export function Conversation({ rows, earlier, loading, loadEarlier, found }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const last = useRef<Place>({ scrollTop: 0, scrollHeight: 0, clientHeight: 0 })
  const [atEnd, setAtEnd] = useState(true)
  const [seen, setSeen] = useState(rows.length)
  const settling = useRef(0)
  const byHand = useRef(0)
  const { draft } = useWorkspace()
  const sent = useSyncExternalStore(draft?.subscribe ?? never, () => draft?.outgoing().at(-1)?.id)
  const [sentBefore, setSentBefore] = useState(sent)
  if (sent !== sentBefore) {
    setSentBefore(sent)
    // Who says something wants to see it, and what comes of it.
    if (sent !== undefined) setAtEnd(true)
  }
  if (atEnd && seen !== rows.length) setSeen(rows.length)
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ESTIMATES[rows[index]?.kind ?? "text"],
    getItemKey,
    overscan: 8,
    paddingStart: 8,
    paddingEnd: 12,
    // Rows that come before those in sight leave them where they are.
    anchorTo: "end",
  })
  const end = useRef(virtual)
  useEffect(() => {
    end.current = virtual
  })
  const size = virtual.getTotalSize()
  // Whenever the rows, or the place for them, have another height: that is known only once they are laid out.
  useEffect(() => {
    const at = scroller.current
    const inside = at?.firstElementChild
    if (!at || !inside || !atEnd) return
    const observer = new ResizeObserver(() => {
      settling.current = performance.now()
      at.scrollTop = at.scrollHeight
    })
    observer.observe(inside)
    observer.observe(at)
    return () => observer.disconnect()
  }, [atEnd])
  useLayoutEffect(() => {
    settling.current = performance.now()
  }, [rows, size])
  const more = useCallback(() => {
    const at = scroller.current
    if (!at || !earlier || loading || at.scrollTop > NEAR_START) return
    loadEarlier().catch(() => undefined)
  }, [earlier, loading, loadEarlier])
  // What there is may not fill the place, or more may come while somebody looks at the beginning.
  useEffect(() => {
    const at = scroller.current
    if (at && (!atEnd || at.scrollHeight <= at.clientHeight + NEAR_START)) more()
  }, [more, rows, atEnd])
  const index = found ? rows.findIndex(({ key }) => key === found.key) : -1
  const [shown, setShown] = useState<Props["found"]>(null)
  if (found && found !== shown && atEnd) setAtEnd(false)
  useEffect(() => {
    // What keeps to the end has to be gone before: it would go back there as soon as the rows found are laid out.
    if (found === shown || (found && atEnd)) return
    setShown(found)
    if (found && index >= 0) end.current.scrollToIndex(index, { align: "center" })
    // Only where another was found, not where rows came before it.
    // oxlint-disable-next-line react/exhaustive-deps -- as said
  }, [found, atEnd])
  useEffect(() => {
    const at = scroller.current
    const moves = () => {
      byHand.current = performance.now()
    }
    for (const way of BY_HAND) at?.addEventListener(way, moves, { passive: true })
    return () => BY_HAND.forEach((way) => at?.removeEventListener(way, moves))
  }, [])
  const onScroll = () => {
    const at = scroller.current
    if (!at) return
    const { scrollTop, scrollHeight, clientHeight } = at
    const before = last.current
    last.current = { scrollTop, scrollHeight, clientHeight }
    const still = before.scrollHeight === scrollHeight && before.clientHeight === clientHeight
    const now = performance.now()
    const hand = now - byHand.current < BY_HAND_MS
    const settles = now - settling.current < SETTLING_MS
    if (scrollHeight - scrollTop - clientHeight < AT_END) setAtEnd(true)
    else if (scrollTop < before.scrollTop && (hand || (still && !settles))) setAtEnd(false)
    else if (atEnd) at.scrollTop = scrollHeight
    if (!atEnd) more()
  }
  return (
    <div className="relative min-h-36 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Conversation with the agent"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
        tabIndex={0}
        onScroll={onScroll}
        className="h-full overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        {/* Without motion a change of height would take one frame all the same, and be too late to scroll by. */}
        <div className="relative w-full transition-none" style={{ height: size }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={cx(
                    "absolute inset-x-0 top-0 transition-none",
                    found?.key === row.key && "bg-selected outline outline-focus -outline-offset-1",
                  )}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <RowView row={row} />
                </div>
              )
            )
          })}
        </div>
      </div>
      {loading && (
        <p className="absolute inset-x-0 top-0 flex items-center justify-center gap-2 bg-canvas py-1 text-12 text-ink-3">
          <Spinner size={12} /> Fetching what was said before
        </p>
      )}
      {!atEnd && (
        <Button
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full bg-raised text-12 shadow-float"
          icon={<ArrowDown size={12} aria-hidden />}
          onClick={() => setAtEnd(true)}
        >
          {rows.length > seen ? "New below" : "To the end"}
        </Button>
      )}
    </div>
  )
}
