import ArrowDown from "lucide-react/icons/arrow-down"
import ArrowUp from "lucide-react/icons/arrow-up"
import { EditorView } from "@codemirror/view"
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from "react"
import { nameOf } from "../../core/path.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { count } from "../ui/format.ts"
import { touchedBy } from "../chat/status.ts"
import { currentTurn } from "../../core/chat.ts"
import type { SessionView } from "../live/session-view.ts"
import type { FileSession } from "./file-session.ts"
import { onReviewAct, type ReviewAct } from "./review-acts.ts"
import { decideAtCursor, stepPlace, type Verdict } from "./review.ts"
import { announce, toast } from "../ui/toasts.tsx"

const VERDICTS = { accept: "accepted", reject: "rejected" } as const

/** How many places of a file a screen reader was last told of. */
const told = new WeakMap<FileSession, number>()

interface Props {
  view: SessionView
  file: FileSession | null
  host: RefObject<HTMLDivElement | null>
  path: string
  /** May this person decide? */
  may: boolean
  /** Shows another file in which something waits. */
  onOpen?: ((path: string) => void) | undefined
}

/** Over a file the agent has changed: how many places wait for a decision, and what decides about all. */
export function ReviewBar({ view, file, host, path, may, onOpen }: Props): ReactNode {
  const busy = useBusy(view, path)
  useEffect(() => file?.review.show({ shown: !busy, may }), [file, busy, may])
  const subscribe = useCallback(
    (listener: () => void) => file?.review.subscribe(listener) ?? (() => undefined),
    [file],
  )
  const places = useSyncExternalStore(subscribe, () => file?.review.places() ?? 0)
  const words = `The agent changed ${count(places, "place")} in ${nameOf(path)}`
  useEffect(() => {
    if (!file) return
    if (busy) told.delete(file)
    else if (places > 0 && told.get(file) !== places) {
      told.set(file, places)
      announce(words)
    }
  }, [busy, places, file, words])
  const editor = () => {
    const content = host.current?.querySelector<HTMLElement>(".cm-content")
    return content ? EditorView.findFromDOM(content) : null
  }
  const step = (by: 1 | -1) => {
    const shown = editor()
    if (shown) stepPlace(shown, by)
  }
  const decide = (verdict: Verdict) => {
    file?.review.decide(verdict, null)
    editor()?.focus()
  }
  const decideHere = (verdict: Verdict) => {
    const shown = editor()
    shown?.focus()
    if (!shown || !decideAtCursor(shown, verdict)) toast("The cursor is in no change of the agent")
  }
  const carryOut = useEffectEvent((act: ReviewAct) => {
    if (act === "next" || act === "previous") step(act === "next" ? 1 : -1)
    else if (!may) toast("Only the candidate decides about the agent's changes")
    else if (act === "accept" || act === "reject") decideHere(VERDICTS[act])
    else decide(act === "accept-all" ? "accepted" : "rejected")
  })
  const waits = places > 0
  const bar = useRef<HTMLElement>(null)
  const watched = useRef<FileSession | null>(null)
  useEffect(() => {
    if (busy) watched.current = file
  }, [busy, file])
  // Who has watched the agent write keeps the lines where they were while the bar comes above them and goes.
  useLayoutEffect(() => {
    const scroller = host.current?.querySelector(".cm-scroller")
    const height = waits ? (bar.current?.offsetHeight ?? 0) : 0
    if (!scroller || height === 0 || !file || watched.current !== file) return
    scroller.scrollTop += height
    return () => {
      scroller.scrollTop -= height
    }
  }, [waits, file, host])
  useEffect(() => (waits ? onReviewAct(carryOut) : undefined), [waits])
  return (
    <>
      {places > 0 && (
        <section
          ref={bar}
          aria-label="Review of the agent's changes"
          className="flex min-h-8 shrink-0 flex-wrap items-center gap-1 border-b border-line bg-canvas py-0.5 pr-1 pl-3 text-12"
        >
          <span aria-hidden className="size-2 shrink-0 rounded-full bg-agent" />
          <span className="px-1">{words}</span>
          <Others view={view} path={path} onOpen={onOpen} />
          <span className="mr-auto" />
          <IconButton
            label="Previous change"
            shortcut="previous-change"
            className="size-6"
            onClick={() => step(-1)}
          >
            <ArrowUp size={14} />
          </IconButton>
          <IconButton label="Next change" shortcut="next-change" className="size-6" onClick={() => step(1)}>
            <ArrowDown size={14} />
          </IconButton>
          {may && (
            <>
              <Button look="quiet" className="h-6 text-12" onClick={() => decide("rejected")}>
                Reject all
              </Button>
              <Button className="h-6 text-12" onClick={() => decide("accepted")}>
                Accept all
              </Button>
            </>
          )}
        </section>
      )}
    </>
  )
}

/** How many other files wait, and the way to the next of them. */
function Others({ view, path, onOpen }: Pick<Props, "view" | "path" | "onOpen">): ReactNode {
  const subscribe = useCallback((listener: () => void) => view.subscribe(listener), [view])
  const reviews = useSyncExternalStore(subscribe, () => view.getState().reviews)
  const others = reviews.filter((other) => other !== path)
  const next = others.find((other) => other > path) ?? others[0]
  if (next === undefined || !onOpen) return null
  return (
    <button
      type="button"
      title={`Go on to ${next}`}
      onClick={() => onOpen(next)}
      className="h-6 rounded-sm px-1 text-ink-2 underline underline-offset-2 hover:text-ink"
    >
      {count(others.length, "other file")} to review
    </button>
  )
}

/** Is the agent at work on this file? */
function useBusy(view: SessionView, path: string): boolean {
  const subscribe = useCallback((listener: () => void) => view.subscribe(listener), [view])
  return useSyncExternalStore(subscribe, () => {
    const { session, agentAt } = view.getState()
    if (agentAt?.path === path) return true
    return session !== null && touchedBy(currentTurn(session.chat)).has(path)
  })
}
