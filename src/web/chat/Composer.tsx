import CircleStop from "lucide-react/icons/circle-stop"
import SendHorizontal from "lucide-react/icons/send-horizontal"
import TextSelect from "lucide-react/icons/text-select"
import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
} from "react"
import { currentTurn } from "../../core/chat.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { Button, firstPress, IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { report, toast } from "../ui/toasts.tsx"
import { focusPane } from "../workspace/panes.ts"
import { useView, useViewState } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { Attached } from "./Attached.tsx"
import { charactersLeft, whyNoMessage } from "./composing.ts"
import type { DraftStore } from "./draft.ts"
import { Mentions } from "./Mentions.tsx"
import { completed } from "./mention.ts"
import { deliver } from "./deliver.ts"
import { Outgoing } from "./Outgoing.tsx"
import { useMentions } from "./use-mentions.ts"
import { useOpenFile } from "./use-open-file.ts"

/** Pixels up to which the field grows. */
const TALLEST = 200

/** Where a person writes to the agent: now, or while it works, which steers it. */
export const Composer = memo(function Composer({ store }: { store: DraftStore }) {
  const view = useView()
  const { canEdit } = useWorkspace()
  const draft = useSyncExternalStore(store.subscribe, store.get)
  const { text } = draft
  const why = useViewState(whyNoMessage)
  const working = useViewState(({ session }) => session !== null && currentTurn(session.chat) !== null)
  const over = useViewState(({ session }) => session?.agent?.phase.phase === "ended")
  const openFile = useOpenFile()
  const outgoing = useSyncExternalStore(store.subscribe, store.outgoing)
  const online = useViewState(({ connection }) => connection.status === "online")
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const mentions = useMentions()
  const left = charactersLeft(text)
  const maySend = why === null && canEdit && text.trim() !== "" && (left ?? 0) >= 0

  // What a lost connection or a reload left on its way.
  useEffect(() => {
    if (online) deliver(view, store).catch(report)
  }, [online, view, store])

  useLayoutEffect(() => {
    const at = field.current
    if (!at) return
    at.style.height = "auto"
    if (text !== "") at.style.height = `${Math.min(TALLEST, at.scrollHeight + 2)}px`
  }, [text])

  function send(): void {
    if (!maySend) return
    mentions.close()
    store.take()
    deliver(view, store).catch(report)
  }

  function choose(path: string): void {
    const at = field.current
    if (!mentions.mention || !at) return
    const next = completed(text, mentions.mention, path)
    store.write(next.text)
    if (!store.attach({ kind: "file", path })) toast("No more can be attached to one message")
    mentions.close()
    at.focus()
    requestAnimationFrame(() => at.setSelectionRange(next.caret, next.caret))
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The Enter that ends the composition of a word is the input method's.
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING) return
    const taken = mentions.onKey(event.key, choose)
    if (!taken && event.key === "Escape") focusPane("editor", 0, document.activeElement)
    else if (!taken && event.key === "Enter" && !event.shiftKey) send()
    else if (!taken) return
    event.preventDefault()
  }

  async function attachSelection(): Promise<void> {
    const selection = await openFile.selection()
    if (!selection)
      return toast("Nothing is selected in the editor", { detail: "Select lines of the open file first." })
    if (!store.attach(selection)) toast("No more can be attached to one message")
    field.current?.focus()
  }

  if (over) return <p className="shrink-0 border-t border-line px-3 py-2 text-13 text-ink-2">{why}</p>
  const hint = why ?? (working ? "It is at work: what you send now is taken up as soon as it can be." : null)
  return (
    <form
      className="relative shrink-0 border-t border-line bg-canvas p-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Mentions id={`${id}-files`} {...mentions} onChoose={choose} />
      <Outgoing messages={outgoing} online={online} />
      {why !== null && <p className="px-1 pb-1.5 text-12 text-ink-2">{why}</p>}
      <div
        className={cx(
          "rounded-md border bg-surface focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus",
          "border-line-control",
        )}
      >
        {draft.attach.length > 0 && (
          <ul aria-label="Attached to this message" className="flex flex-wrap gap-1 px-2 pt-2">
            {draft.attach.map((one) => (
              <Attached
                key={JSON.stringify(one)}
                one={one}
                onRemove={() => {
                  store.detach(one)
                  field.current?.focus()
                }}
              />
            ))}
          </ul>
        )}
        <textarea
          ref={field}
          data-pane-focus
          rows={2}
          value={text}
          aria-label="Message to the agent"
          aria-describedby={`${id}-hint`}
          aria-autocomplete="list"
          aria-controls={mentions.mention ? `${id}-files` : undefined}
          aria-activedescendant={mentions.activeId(`${id}-files`)}
          placeholder="Ask the agent. @ names a file"
          onChange={({ target }) => {
            store.write(target.value)
            mentions.follow(target.value, target.selectionStart)
          }}
          onSelect={({ currentTarget: at }) => mentions.follow(at.value, at.selectionStart)}
          onBlur={mentions.close}
          onKeyDown={onKeyDown}
          className="block max-h-50 w-full resize-none bg-transparent px-2.5 pt-2 pb-1 text-14 outline-none placeholder:text-ink-3"
        />
        <div className="flex items-center gap-1 p-1">
          <IconButton
            label="Attach the lines selected in the editor"
            side="top"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void attachSelection()}
          >
            <TextSelect size={14} />
          </IconButton>
          <span
            className={cx("mr-auto px-1 text-12 tabular-nums", (left ?? 0) < 0 ? "text-fail" : "text-ink-3")}
          >
            {left !== null && (left < 0 ? `${-left} characters too many` : `${left} characters left`)}
          </span>
          {working && (
            <Button
              look="quiet"
              icon={<CircleStop size={14} aria-hidden />}
              disabled={!canEdit}
              onClick={firstPress(() => void view.command({ type: "stop-agent" }).catch(report))}
            >
              Stop
            </Button>
          )}
          <Button
            type="submit"
            look="primary"
            disabled={!maySend}
            icon={<SendHorizontal size={14} aria-hidden />}
            title="Enter sends; Shift+Enter begins a new line"
          >
            Send
          </Button>
        </div>
      </div>
      <output id={`${id}-hint`} className="sr-only">
        {hint ??
          `Enter sends, Shift and Enter begins a new line. At most ${LIMITS.chat.messageCharacters} characters.`}
      </output>
    </form>
  )
})

const COMPOSING = 229
