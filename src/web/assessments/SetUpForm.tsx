import { lazy, Suspense, useMemo } from "react"
import { CONSENT_TEXT } from "../../core/consent.ts"
import { NewAssessment, type AssessmentSettings } from "../../protocol/assessments.ts"
import { AssistancePolicy } from "../../protocol/assistance.ts"
import { Language } from "../../protocol/ctrf.ts"
import { Button } from "../ui/Button.tsx"
import { Checkbox, RadioCards } from "../ui/choices.tsx"
import { Field, FieldSet } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { NumberInput, TextArea, TextInput } from "../ui/inputs.tsx"
import { Loading } from "../ui/states.tsx"
import { TagInput } from "../ui/TagInput.tsx"
import { useForm } from "../ui/use-form.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { AddQuestion } from "./AddQuestion.tsx"
import { AgentFields } from "./AgentFields.tsx"
import { useAskable } from "./api.ts"
import { Part } from "./Part.tsx"
import { QuestionOrder } from "./QuestionOrder.tsx"
import { Summary } from "./Summary.tsx"
import { minutesWords } from "./words.ts"

interface Values {
  title: string
  settings: AssessmentSettings
}

interface Props {
  initial: Values
  save: (wanted: Values) => Promise<unknown>
  act?: string
  fresh?: boolean
  /** What this installation does not do that is asked for. */
  notes?: readonly string[]
  /** How many days this installation keeps records, where that is known. */
  installationDays?: number | null
}

const Markdown = lazy(() => import("../workspace/Markdown.tsx"))

const TIMES = [
  { value: "questions", label: "As long as the questions say" },
  { value: "own", label: "A time of its own" },
] as const
const AGENTS = [
  { value: "agent", label: "With an agent", hint: "It answers, and does what its level allows." },
  { value: "none", label: "Without", hint: "The candidate works alone." },
] as const
const TEXTS = [
  { value: "standard", label: "The standard text" },
  { value: "own", label: "Your own" },
] as const

/** Everything an assessment is, part by part, beside what a candidate will get of it. */
export function SetUpForm({ initial, save, act = "Save", fresh, notes = [], installationDays }: Props) {
  const form = useForm(NewAssessment, initial, save)
  const library = useAskable()
  const known = useMemo(
    () => library.data && new Map(library.data.map((question) => [question.id, question])),
    [library.data],
  )
  const { errors } = form
  const { settings } = form.values
  const set = (patch: Partial<AssessmentSettings>) => form.set("settings", { ...settings, ...patch })
  const chosen = settings.questions.flatMap(({ id }) => known?.get(id) ?? [])
  const sum = chosen.reduce((all, { minutes }) => all + (minutes ?? 0), 0)

  return (
    <div className="flex items-start gap-8 max-wide:flex-col-reverse max-wide:gap-4">
      <FormFrame
        form={form}
        act={act}
        {...(fresh && { fresh })}
        className="min-w-0 flex-1 pt-2 max-wide:w-full"
      >
        <Field label="Title" hint="Candidates read it too." error={errors["title"]}>
          {(control) => <TextInput {...control} maxLength={120} {...form.bind("title")} />}
        </Field>

        <Part
          title="Questions"
          about="In the order they are asked. Each opens when the one before is submitted."
        >
          {settings.questions.length > 0 && (
            <QuestionOrder
              questions={settings.questions}
              known={known}
              errors={errors}
              onChange={(questions) => set({ questions })}
            />
          )}
          {errors["settings.questions"] && (
            <p role="alert" className="text-12 text-fail">
              {errors["settings.questions"]}
            </p>
          )}
          <div>
            <AddQuestion
              questions={library.data?.filter(({ id }) => settings.questions.every((one) => one.id !== id))}
              failed={library.isError}
              languages={settings.languages}
              onAdd={(id) => set({ questions: [...settings.questions, { id }] })}
            />
          </div>
          <FieldSet
            legend="Languages"
            hint="A question is offered in those of them that it has; candidates choose."
            error={errors["settings.languages"]}
          >
            <div className="flex flex-wrap gap-x-5">
              {Language.options.map((language) => (
                <Checkbox
                  key={language}
                  label={LANGUAGE_NAMES[language]}
                  checked={settings.languages.includes(language)}
                  onChange={(on) =>
                    set({
                      languages: Language.options.filter((one) =>
                        one === language ? on : settings.languages.includes(one),
                      ),
                    })
                  }
                />
              ))}
            </div>
          </FieldSet>
        </Part>

        <Part
          title="Time"
          about="For all questions together. Extra time for one candidate is given with the invitation."
        >
          <RadioCards
            row
            label="Time"
            choices={TIMES}
            value={settings.minutes === null ? "questions" : "own"}
            onChange={(value) => set({ minutes: value === "own" ? Math.max(1, sum) : null })}
          />
          {settings.minutes !== null && (
            <Field
              label="Minutes"
              error={errors["settings.minutes"]}
              hint={`The questions say ${minutesWords(sum)} together.`}
            >
              {(control) => (
                <NumberInput
                  {...control}
                  unit="min"
                  min={1}
                  value={Number.isNaN(settings.minutes) ? null : settings.minutes}
                  onChange={(minutes) => set({ minutes: minutes ?? Number.NaN })}
                />
              )}
            </Field>
          )}
        </Part>

        <Part title="Agent" about="How much a coding agent may help, and how that moves.">
          <RadioCards
            row
            label="Agent"
            choices={AGENTS}
            value={settings.assistance ? "agent" : "none"}
            onChange={(value) => set({ assistance: value === "none" ? null : AssistancePolicy.parse({}) })}
          />
          {settings.assistance && (
            <AgentFields
              policy={settings.assistance}
              errors={errors}
              onChange={(assistance) => set({ assistance })}
            />
          )}
        </Part>

        <Part title="Consent" about="What a candidate reads and agrees to before anything is recorded.">
          <RadioCards
            row
            label="Consent text"
            choices={TEXTS}
            value={settings.consent === null ? "standard" : "own"}
            onChange={(value) => set({ consent: value === "own" ? CONSENT_TEXT : null })}
          />
          {settings.consent === null && (
            <details className="text-13">
              <summary className="w-fit cursor-pointer rounded-sm text-focus">Read the standard text</summary>
              <div className="mt-2 rounded-md border border-line bg-surface p-3">
                <Suspense fallback={<Loading text="Loading the text" />}>
                  <Markdown text={CONSENT_TEXT} />
                </Suspense>
              </div>
            </details>
          )}
          {settings.consent !== null && (
            <Field
              label="Text"
              hint="Markdown. Say what is recorded, who sees it, and what the candidate may ask for."
              error={errors["settings.consent"]}
            >
              {(control) => (
                <TextArea
                  {...control}
                  rows={8}
                  value={settings.consent ?? ""}
                  onChange={(consent) => set({ consent })}
                />
              )}
            </Field>
          )}
        </Part>

        <Part title="People and record">
          <Checkbox
            label="The candidate sees who watches"
            hint="Otherwise nothing on their page says that somebody is there."
            checked={settings.watchersVisible}
            onChange={(watchersVisible) => set({ watchersVisible })}
          />
          <Field
            label="Keep the record for"
            optional
            hint="Days after the interview has ended; then it is erased with all that is in it. Left empty, as long as this installation keeps records; the shorter time counts."
            error={errors["settings.retentionDays"]}
          >
            {(control) => (
              <NumberInput
                {...control}
                unit="days"
                min={1}
                value={settings.retentionDays}
                onChange={(retentionDays) => set({ retentionDays })}
              />
            )}
          </Field>
        </Part>

        <Part title="Network and practice">
          <Field
            label="Hosts the workspace may reach"
            optional
            hint="Such as pypi.org or *.npmjs.org. The sandboxes of this installation reach nothing outside, so they are only written down."
            error={hostError(errors)}
          >
            {(control) => (
              <TagInput
                {...control}
                value={settings.network}
                onChange={(network) => set({ network })}
                placeholder="None"
              />
            )}
          </Field>
          <Checkbox
            label="For practice"
            hint="Whoever has a link may do it again. Its interviews are marked as practice wherever they are listed."
            checked={settings.practice}
            onChange={(practice) => set({ practice })}
          />
        </Part>
      </FormFrame>
      <Summary
        title={form.values.title}
        settings={settings}
        questions={library.isPending ? null : chosen}
        notes={notes}
        installationDays={installationDays}
      >
        {form.dirty && !fresh && (
          <Button look="primary" onClick={() => void form.submit()}>
            {form.saving ? "Saving" : "Save changes"}
          </Button>
        )}
      </Summary>
    </div>
  )
}

function hostError(errors: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(errors).find(([path]) => path.startsWith("settings.network"))?.[1]
}
