import X from "lucide-react/icons/x"
import { useEffect, useId, useRef } from "react"
import { LIMITS } from "../../protocol/limits.ts"
import type { Command } from "../../protocol/messages.ts"
import { newActId, type Target } from "../acts/composing.ts"
import { useDraft } from "../acts/drafts.ts"
import { isTooLong, Limit } from "../acts/Limit.tsx"
import { linesWords } from "../acts/words.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { TextArea } from "../ui/inputs.tsx"
import { toast } from "../ui/toasts.tsx"
import { useComposing } from "./use-composing.ts"
import { useSend } from "./use-send.ts"

type Kind = "say" | "ask" | "point"

const WORDS = {
  say: {
    tab: "Message",
    label: "Message to the candidate",
    hint: "Shown beside their question. It takes no focus and needs no answer.",
    act: "Send",
    most: LIMITS.acts.textCharacters,
  },
  ask: {
    tab: "Question",
    label: "Question to the candidate",
    hint: "Shown beside their question, with a field for the answer. Both are in the record.",
    act: "Ask",
    most: LIMITS.acts.textCharacters,
  },
  point: {
    tab: "Lines",
    label: "Words to the lines, if any are needed",
    hint: "The lines are marked in the candidate's editor, with your name.",
    act: "Point at these lines",
    most: LIMITS.acts.wordsCharacters,
  },
} as const

const POINT_TITLE = "Points at the lines selected in the editor; Alt+P there does the same"

/** What is sent to the candidate: words, a question, or a place in their files. Ctrl+Enter sends it. */
export function Compose({ disabled }: { disabled: boolean }) {
  const { composing, asked, begin, selected } = useComposing()
  const kind: Kind = composing.kind === "note" ? "say" : composing.kind
  const target = composing.kind === "point" ? composing.target : null
  const words = WORDS[kind]
  const [text, write] = useDraft("to-candidate")
  const send = useSend()
  const field = useRef<HTMLTextAreaElement>(null)
  const seen = useRef(asked)
  useEffect(() => {
    if (seen.current === asked || composing.kind === "note") return
    seen.current = asked
    field.current?.focus()
  }, [asked, composing.kind])
  const limit = useId()
  const tooLong = isTooLong(text, words.most)
  const command = tooLong ? null : commandOf(kind, text.trim(), target)
  const submit = async () => {
    if (!command || disabled || !(await send(command))) return
    write("")
    if (kind === "point") begin({ kind: "say" })
  }
  const choose = (one: Kind) => {
    if (one !== "point") return begin({ kind: one })
    if (selected) {
      if (!selected()) toast("An edit of yours is on its way. Try again in a moment")
    } else begin(composing)
  }
  return (
    <form
      className="flex flex-col gap-2 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="flex gap-1">
        {(["say", "ask", "point"] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            disabled={one === "point" && !target && !selected}
            title={one === "point" && !target ? POINT_TITLE : undefined}
            className={cx(
              "h-6 rounded-md px-2 text-12 disabled:opacity-50",
              one === kind ? "bg-selected font-medium text-ink" : "text-ink-2 hover:bg-hover",
            )}
            onClick={() => choose(one)}
          >
            {WORDS[one].tab}
          </button>
        ))}
      </div>
      {target && (
        <p className="flex items-center gap-1 text-12 text-ink-2">
          <span className="min-w-0 flex-1 truncate">{capital(linesWords(target.lines, target.path))}</span>
          <IconButton label="Point at nothing" className="size-6" onClick={() => begin({ kind: "say" })}>
            <X size={14} aria-hidden />
          </IconButton>
        </p>
      )}
      <TextArea
        ref={field}
        aria-label={words.label}
        placeholder={words.label}
        rows={2}
        value={text}
        aria-invalid={tooLong}
        aria-describedby={limit}
        disabled={disabled}
        onChange={write}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          void submit()
        }}
      />
      <Limit id={limit} text={text} most={words.most} />
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 text-12 text-ink-3">{words.hint}</p>
        <Button type="submit" look="primary" disabled={disabled || command === null}>
          {words.act}
        </Button>
      </div>
    </form>
  )
}

function commandOf(kind: Kind, text: string, target: Target | null): Command | null {
  const id = newActId()
  if (kind !== "point") return text === "" ? null : { type: kind, id, text }
  if (!target) return null
  const { lines: _lines, ...place } = target
  return { type: "point", id, text, ...place }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
