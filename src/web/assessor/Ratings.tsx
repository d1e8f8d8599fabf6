import { useState } from "react"
import type { Rating } from "../../core/acts/acts.ts"
import type { RubricReply } from "../../protocol/acts.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { useDraft } from "../acts/drafts.ts"
import { cx } from "../ui/cx.ts"
import { TextInput } from "../ui/inputs.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useSession, useViewState } from "../workspace/view.ts"
import { useRubric } from "./use-rubric.ts"
import { useSend } from "./use-send.ts"

type Criterion = RubricReply["questions"][number]["criteria"][number]

/**
 * The rubric of each question that was opened, or of the one that is read after the end, to be rated on; the latest word
 * stands.
 */
export function Ratings({ question = null }: { question?: string | null }) {
  const session = useSession()
  const rubric = useRubric(session.id)
  const opened = session.questions.filter(({ id, status }) => status !== "locked" && (question ?? id) === id)
  const asked = rubric.data?.questions.filter(({ id }) => opened.some((one) => one.id === id)) ?? []
  return (
    <>
      <PaneHeader className="border-t">Rating</PaneHeader>
      <div className="flex flex-col gap-4 p-3">
        {rubric.isError && (
          <p className="text-warn">The rubric could not be read. Load the page again to try once more.</p>
        )}
        {opened.length === 0 && (
          <p className="text-ink-2">There is something to rate when a question is open.</p>
        )}
        {asked.toReversed().map(({ id, title, criteria }) => (
          <section key={id} aria-label={`Rating of ${title}`} className="flex flex-col gap-3">
            <h2 className="text-13 font-semibold">{title}</h2>
            {criteria.map((criterion, index) => (
              <Rate key={index} question={id} index={index} criterion={criterion} />
            ))}
          </section>
        ))}
      </div>
    </>
  )
}

function Rate({ question, index, criterion }: { question: string; index: number; criterion: Criterion }) {
  const me = useViewState((state) => state.you?.id)
  const ratings = useViewState((state) => state.session?.acts.ratings)
  const of = ratings?.filter((one) => one.question === question && one.criterion === index) ?? []
  const own = of.find(({ by }) => by.id === me)
  const send = useSend()
  const [words, write] = useDraft(`rating.${question}.${index}`)
  const [described, setDescribed] = useState<number | null>(null)
  const shown = described ?? (own ? own.level - 1 : null)
  const rate = (level: number | null, text: string) =>
    void send({ type: "rate", question, criterion: index, level, text: text.trim() })
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-13 font-medium">
        {criterion.criterion} <span className="font-normal text-ink-3">weighs {criterion.weight}</span>
      </legend>
      <div className="flex gap-1">
        {criterion.levels.map((text, at) => (
          <button
            key={at}
            type="button"
            aria-pressed={own?.level === at + 1}
            aria-label={`${at + 1}: ${text}`}
            onPointerEnter={() => setDescribed(at)}
            onPointerLeave={() => setDescribed(null)}
            onFocus={() => setDescribed(at)}
            onBlur={() => setDescribed(null)}
            className={cx(
              "h-7 flex-1 rounded-md border text-13 tabular-nums",
              own?.level === at + 1
                ? "border-assessor bg-selected font-semibold text-ink"
                : "border-line-control bg-surface text-ink-2 hover:bg-hover",
            )}
            onClick={() => rate(own?.level === at + 1 ? null : at + 1, words || (own?.text ?? ""))}
          >
            {at + 1}
          </button>
        ))}
      </div>
      <p className="min-h-8 text-12 text-ink-2">
        {shown === null ? "Not rated by you yet." : `${shown + 1}: ${criterion.levels[shown]}`}
      </p>
      {own && (
        <TextInput
          aria-label={`Words to ${criterion.criterion}`}
          placeholder="Why, in a few words"
          value={words || own.text}
          maxLength={LIMITS.acts.wordsCharacters}
          onChange={write}
          onBlur={() => {
            if (words === "" || words.trim() === own.text) return
            rate(own.level, words)
            write("")
          }}
        />
      )}
      <Others ratings={of.filter(({ by }) => by.id !== me)} />
    </fieldset>
  )
}

function Others({ ratings }: { ratings: readonly Rating[] }) {
  if (ratings.length === 0) return null
  return (
    <ul className="text-12 text-ink-2">
      {ratings.map(({ by, name, level, text }) => (
        <li key={by.id}>
          {name}: {level}
          {text !== "" && `, ${text}`}
        </li>
      ))}
    </ul>
  )
}
