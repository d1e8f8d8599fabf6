import ListChecks from "lucide-react/icons/list-checks"
import { partOf } from "../../core/question-parts.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { Check, CheckStep, QuestionDetail } from "../../protocol/library.ts"
import { Button } from "../ui/Button.tsx"
import { Progress } from "../ui/figures.tsx"
import { Link } from "../ui/Link.tsx"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { EmptyState } from "../ui/states.tsx"
import { Status } from "../ui/Status.tsx"
import { Ago } from "../ui/Time.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { isUnderWay } from "./api.ts"
import { useEditing } from "./use-editing.ts"
import { CHECK_TONES, claimOf, saidOf } from "./words.ts"

interface Props {
  check: Check | null
  /** Null for somebody who may not. */
  start: (() => void) | null
  cancel: () => void
}

/** The claims about a question, language by language, those that do not hold first, with what the tests said. */
export function CheckTab({ check, start, cancel }: Props) {
  const { question } = useEditing()
  if (!check)
    return (
      <>
        <Faults faults={question.faults} id={question.id} />
        <EmptyState
          icon={<ListChecks size={18} aria-hidden />}
          title={question.origin === "built-in" ? "Checked with the product" : "Never checked"}
          action={start && <Button onClick={start}>Check the question</Button>}
        >
          A check proves in each language that the solution passes every test, the starter fails a visible
          one, and every wrong solution fails a hidden one. A question can be published when all of it holds.
        </EmptyState>
      </>
    )
  const stale = check.digest !== question.digest
  const languages = question.languages.filter((one) => check.steps.some(({ language }) => language === one))
  return (
    <div className="flex max-w-240 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2" aria-live="polite">
        <Status tone={CHECK_TONES[check.state]}>{saidOf(check)}</Status>
        <span className="text-12 text-ink-3">
          {check.asked.by}, <Ago at={check.asked.at} />
        </span>
        {stale && <Status tone="warn">The draft has changed since</Status>}
        {isUnderWay(check) && start && <Button onClick={cancel}>Cancel</Button>}
      </div>
      {isUnderWay(check) && (
        <Progress label="Claims tried" value={check.claims === 0 ? 0 : check.steps.length / check.claims} />
      )}
      {check.problem && <p className="text-13 whitespace-pre-wrap text-warn">{check.problem}</p>}
      <Faults faults={stale ? question.faults : check.faults} id={question.id} />
      {isUnderWay(check) && check.steps.length === 0 && (
        <p className="text-13 text-ink-2">
          Each claim stands here as soon as it is tried. You can go on editing: the check is about the draft
          as it was when you asked.
        </p>
      )}
      {languages.map((language) => (
        <Claims key={language} language={language} check={check} question={question} />
      ))}
    </div>
  )
}

function Faults({ faults, id }: { faults: QuestionDetail["faults"]; id: string }) {
  if (faults.length === 0) return null
  return (
    <section aria-label="Faults of the folder" className="rounded-md border border-line bg-surface">
      <h2 className="border-b border-line px-4 py-2 text-14 font-semibold">What is missing or wrong</h2>
      <ul>
        {faults.map(({ path, problem, mend }) => (
          <li key={`${path} ${problem}`} className="border-b border-line px-4 py-2 text-13 last:border-0">
            <Link href={`/questions/${id}?file=${encodeURIComponent(path)}`} className="font-mono text-12">
              {path}
            </Link>{" "}
            {problem}. <span className="text-ink-2">{mend}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Claims({
  language,
  check,
  question,
}: {
  language: Language
  check: Check
  question: QuestionDetail
}) {
  const steps = check.steps
    .filter((step) => step.language === language)
    .toSorted((one, other) => Number(one.ok) - Number(other.ok))
  return (
    <section aria-label={LANGUAGE_NAMES[language]} className="rounded-md border border-line bg-surface">
      <h2 className="border-b border-line px-4 py-2 text-14 font-semibold">{LANGUAGE_NAMES[language]}</h2>
      <ul>
        {steps.map((step) => (
          <Claim key={`${step.claim} ${step.name}`} step={step} question={question} />
        ))}
      </ul>
    </section>
  )
}

function Claim({ step, question }: { step: CheckStep; question: QuestionDetail }) {
  const file = fileOf(step, question)
  return (
    <li className="border-b border-line px-4 py-2 text-13 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={step.ok ? "good" : "bad"}>{claimOf(step)}</Status>
        <span className="sr-only">{step.ok ? "holds" : "does not hold"}</span>
        {!step.ok && file && (
          <Link
            href={`/questions/${question.id}?file=${encodeURIComponent(file)}`}
            className="ml-auto text-12"
          >
            Open it
          </Link>
        )}
      </div>
      <p className="mt-0.5 pl-5 text-ink-2">{step.detail}</p>
      {step.output && (
        <ScrollRegion
          label={`What the tests said: ${claimOf(step)}`}
          className="mt-2 ml-5 max-h-64 rounded-sm border border-line bg-sunken"
        >
          <pre className="p-2 font-mono text-12 whitespace-pre-wrap">{step.output}</pre>
        </ScrollRegion>
      )}
    </li>
  )
}

/** The file to look at for a claim that does not hold. */
function fileOf({ claim, name, language }: CheckStep, { files }: QuestionDetail): string | undefined {
  const part = claim === "growth" ? "inputs" : claim
  return files.find((file) => {
    const of = partOf(file.path)
    return of.part === part && of.language === language && (name === undefined || of.name === name)
  })?.path
}
