import ArrowDown from "lucide-react/icons/arrow-down"
import ArrowUp from "lucide-react/icons/arrow-up"
import GripVertical from "lucide-react/icons/grip-vertical"
import X from "lucide-react/icons/x"
import { useRef, useState, type DragEvent, type KeyboardEvent } from "react"
import type { AssessmentSettings } from "../../protocol/assessments.ts"
import type { ListedQuestion } from "../../protocol/library.ts"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Link } from "../ui/Link.tsx"
import { announce } from "../ui/toasts.tsx"
import { moved } from "./order.ts"
import { levelAndKind, minutesWords } from "./words.ts"

type Chosen = AssessmentSettings["questions"]

interface Props {
  questions: Chosen
  /** By id; undefined while the library loads. */
  known: ReadonlyMap<string, ListedQuestion> | undefined
  errors: Readonly<Record<string, string>>
  onChange: (questions: Chosen) => void
}

/** The questions in the order they are asked: dragged by their handle, or moved by button or Alt and an arrow key. */
export function QuestionOrder({ questions, known, errors, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)

  const move = (from: number, to: number) => {
    if (to < 0 || to >= questions.length || from === to) return
    onChange(moved(questions, from, to))
    announce(`Moved to place ${to + 1} of ${questions.length}`)
  }
  /** The focus goes with the question. */
  const step = (from: number, by: -1 | 1) => {
    move(from, from + by)
    requestAnimationFrame(() => {
      const row = list.current?.children[Math.max(0, Math.min(questions.length - 1, from + by))]
      const same = row?.querySelector<HTMLElement>(`[data-step="${by}"]:not(:disabled)`)
      const other = row?.querySelector<HTMLElement>("[data-step]:not(:disabled)")
      ;(same ?? other)?.focus()
    })
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
    event.preventDefault()
    step(at, event.key === "ArrowUp" ? -1 : 1)
  }
  const onDragOver = (event: DragEvent, at: number) => {
    if (dragged === null) return
    event.preventDefault()
    if (dragged === at) return
    move(dragged, at)
    setDragged(at)
  }

  return (
    <ol ref={list} aria-label="Questions in order" className="flex flex-col gap-1">
      {questions.map(({ id }, at) => {
        const question = known?.get(id)
        const title = question?.title ?? id
        const error = errors[`settings.questions.${at}`] ?? errors[`settings.questions.${at}.id`]
        return (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons do the same by key
          <li
            key={id}
            onKeyDown={(event) => onKeyDown(event, at)}
            onDragOver={(event) => onDragOver(event, at)}
            onDrop={(event) => event.preventDefault()}
            className={cx(
              "rounded-md border bg-surface",
              error ? "border-fail" : "border-line",
              dragged === at && "opacity-60",
            )}
          >
            <div className="flex h-9 items-center gap-2 pr-1">
              <span
                draggable
                aria-hidden
                title="Drag to another place"
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move"
                  event.dataTransfer.setData("text/plain", id)
                  setDragged(at)
                }}
                onDragEnd={() => setDragged(null)}
                className="flex h-full w-7 shrink-0 cursor-grab items-center justify-center text-ink-3 hover:text-ink"
              >
                <GripVertical size={14} />
              </span>
              <span className="w-4 shrink-0 text-ink-3 tabular-nums">{at + 1}</span>
              <Link
                href={`/questions/${id}`}
                look="plain"
                className="min-w-0 flex-1 truncate hover:underline"
              >
                {title}
              </Link>
              {question && <span className="shrink-0 text-12 text-ink-3">{levelAndKind(question)}</span>}
              {question?.minutes != null && (
                <span className="w-14 shrink-0 text-right text-12 text-ink-2 tabular-nums">
                  {minutesWords(question.minutes)}
                </span>
              )}
              <span className="flex shrink-0">
                <IconButton
                  label={`Move ${title} up`}
                  data-step={-1}
                  disabled={at === 0}
                  onClick={() => step(at, -1)}
                >
                  <ArrowUp size={14} aria-hidden />
                </IconButton>
                <IconButton
                  label={`Move ${title} down`}
                  data-step={1}
                  disabled={at === questions.length - 1}
                  onClick={() => step(at, 1)}
                >
                  <ArrowDown size={14} aria-hidden />
                </IconButton>
                <IconButton
                  label={`Take ${title} out`}
                  onClick={() => onChange(questions.filter((_, place) => place !== at))}
                >
                  <X size={14} aria-hidden />
                </IconButton>
              </span>
            </div>
            {error && <p className="px-3 pb-2 text-12 text-fail">{error}</p>}
            {known && !question && !error && (
              <p className="px-3 pb-2 text-12 text-warn">
                There is no published question of that name any more: take it out, or publish it again.
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
