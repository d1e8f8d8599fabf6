import type { ReactNode } from "react"
import type { AssessmentSettings } from "../../protocol/assessments.ts"
import type { ListedQuestion } from "../../protocol/library.ts"
import { KeyValues } from "../ui/figures.tsx"
import { Skeleton } from "../ui/states.tsx"
import { Badge } from "../ui/Status.tsx"
import { agentWords, languageWords, minutesWords, recordWords } from "./words.ts"

interface Props {
  title: string
  settings: AssessmentSettings
  /** Null while they load. */
  questions: readonly ListedQuestion[] | null
  notes: readonly string[]
  /** How many days the installation keeps records, null for no end; undefined where this page does not know. */
  installationDays: number | null | undefined
  /** At its foot. */
  children?: ReactNode
}

/** What a candidate will get of the settings as they stand in the form. */
export function Summary({ title, settings, questions, notes, installationDays, children }: Props) {
  const chosen = questions ?? []
  const sum = chosen.reduce((all, { minutes }) => all + (minutes ?? 0), 0)
  const minutes = settings.minutes ?? sum
  const offered = settings.languages.filter((language) =>
    chosen.some(({ languages }) => languages.includes(language)),
  )
  return (
    <aside
      aria-label="What a candidate gets"
      className="sticky top-4 w-80 shrink-0 rounded-md border border-line bg-surface p-4 max-wide:static max-wide:w-full max-wide:max-w-140"
    >
      <h2 className="text-12 font-medium text-ink-3">What a candidate gets</h2>
      <p className="mt-1 flex items-center gap-2 text-14 font-semibold">
        <span className="truncate">{title.trim() || "No title yet"}</span>
        {settings.practice && <Badge>Practice</Badge>}
      </p>
      <div className="mt-2 text-28 font-semibold tabular-nums">
        {questions === null && settings.minutes === null ? (
          <Skeleton className="my-3 w-24" />
        ) : Number.isFinite(minutes) && minutes > 0 ? (
          minutesWords(minutes)
        ) : (
          "No time yet"
        )}
      </div>
      <p className="text-12 text-ink-2">
        {settings.minutes === null
          ? "as the questions say"
          : `for questions that say ${sum > 0 ? minutesWords(sum) : "nothing yet"}`}
      </p>
      {chosen.length > 0 && (
        <ol className="mt-3 flex flex-col gap-1 border-t border-line pt-3 text-13">
          {chosen.map(({ id, title, minutes }, at) => (
            <li key={id} className="flex gap-2">
              <span className="w-4 shrink-0 text-ink-3 tabular-nums">{at + 1}</span>
              <span className="min-w-0 flex-1 truncate">{title}</span>
              {minutes !== null && <span className="shrink-0 text-ink-2">{minutesWords(minutes)}</span>}
            </li>
          ))}
        </ol>
      )}
      <div className="mt-3 border-t border-line pt-3">
        <KeyValues
          items={[
            ["Languages", languageWords(questions ? offered : settings.languages) || "None yet"],
            ["Agent", agentWords(settings.assistance)],
            ["Consent", settings.consent === null ? "The standard text" : "Your own text"],
            ["Watchers", settings.watchersVisible ? "Seen by the candidate" : "Not seen by the candidate"],
            ["Record", recordWords(settings.retentionDays, installationDays)],
          ]}
        />
      </div>
      {notes.map((note) => (
        <p key={note} className="mt-3 border-t border-line pt-3 text-12 text-pretty text-ink-2">
          {note}
        </p>
      ))}
      {children && <div className="mt-3 border-t border-line pt-3">{children}</div>}
    </aside>
  )
}
