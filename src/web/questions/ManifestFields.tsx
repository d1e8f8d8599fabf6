import Plus from "lucide-react/icons/plus"
import X from "lucide-react/icons/x"
import type { ReactNode } from "react"
import { MANIFEST } from "../../core/question.ts"
import { partOf } from "../../core/question-parts.ts"
import { Language } from "../../protocol/ctrf.ts"
import { QuestionKind, QuestionLevel } from "../../protocol/library.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { Checkbox } from "../ui/choices.tsx"
import { Field, FieldSet } from "../ui/Field.tsx"
import { NumberInput, Select, TextArea, TextInput } from "../ui/inputs.tsx"
import { TagInput } from "../ui/TagInput.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { faultsOf, setField, type FieldPath, type ManifestForm } from "./manifest-form.ts"
import { useEditing } from "./use-editing.ts"
import { KIND_NAMES, LEVEL_NAMES } from "./words.ts"

const DEPTHS = ["question", "concept", "approach", "pseudo-code", "code"] as const
const DEPTH_NAMES: Record<(typeof DEPTHS)[number], string> = {
  question: "A question back",
  concept: "The concept",
  approach: "The approach",
  "pseudo-code": "Pseudo-code",
  code: "Code",
}
const LEVEL_WORDS = ["Poor", "Fair", "Good", "Excellent"] as const

/** The fields of a manifest; each sets its part of the text at once, and saving is the page's. */
export function ManifestFields({ form, text }: { form: ManifestForm; text: string }) {
  const { buffers, readOnly, question } = useEditing()
  const faults = faultsOf(text)
  const set = (path: FieldPath, value: unknown) => buffers.edit(MANIFEST, setField(text, path, value))
  const off = readOnly !== null
  const starters = (language: Language): string[] =>
    question.files.flatMap(({ path }) => {
      const of = partOf(path)
      return of.part === "starter" && of.language === language ? [of.path] : []
    })

  return (
    <div className="flex flex-col gap-4">
      <Field label="Title" error={faults["title"]}>
        {(control) => (
          <TextInput
            {...control}
            value={form.title}
            readOnly={off}
            onChange={(value) => set(["title"], value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-4">
        <Field label="Kind" error={faults["kind"]} className="w-36">
          {(control) => (
            <Select
              {...control}
              disabled={off}
              value={form.kind ?? "algorithm"}
              choices={QuestionKind.options.map((value) => ({ value, label: KIND_NAMES[value] }))}
              onChange={(value) => set(["kind"], value)}
            />
          )}
        </Field>
        <Field label="Level" error={faults["level"]} className="w-28">
          {(control) => (
            <Select
              {...control}
              disabled={off}
              value={form.level ?? "mid"}
              choices={QuestionLevel.options.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
              onChange={(value) => set(["level"], value)}
            />
          )}
        </Field>
        <Field label="Time" error={faults["minutes"]}>
          {(control) => (
            <NumberInput
              {...control}
              unit="min"
              min={1}
              max={480}
              readOnly={off}
              value={form.minutes}
              onChange={(value) => set(["minutes"], value ?? 0)}
            />
          )}
        </Field>
      </div>
      <Field label="Tags" optional hint="Words to find it by." error={faults["tags"]}>
        {(control) =>
          off ? (
            <TextInput {...control} readOnly value={form.tags.join(", ")} onChange={() => undefined} />
          ) : (
            <TagInput {...control} value={form.tags} onChange={(value) => set(["tags"], value)} />
          )
        }
      </Field>
      <FieldSet legend="Languages" error={faults["languages"]}>
        {Language.options.map((language) => (
          <LanguageRow
            key={language}
            language={language}
            form={form}
            off={off}
            starters={starters(language)}
            onOffered={(offered) => {
              const languages = Language.options.filter((one) =>
                one === language ? offered : form.languages.includes(one),
              )
              const next = setField(text, ["languages"], languages)
              buffers.edit(MANIFEST, offered ? next : setField(next, ["entry", language], null))
            }}
            onEntry={(path) => set(["entry", language], path)}
          />
        ))}
      </FieldSet>
      <Field
        label="Statement"
        hint="Markdown. What the candidate reads, for all languages."
        error={faults["statement"]}
      >
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={10}
            readOnly={off}
            value={form.statement}
            onChange={(value) => set(["statement"], value)}
          />
        )}
      </Field>
      <Part
        title="Hints"
        about="The level of help decides how far down the agent may go. Give each rung no more than its name says."
      >
        {DEPTHS.map((depth, rung) => (
          <Field key={depth} label={DEPTH_NAMES[depth]} error={faults[`hints.${rung}.text`]}>
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                readOnly={off}
                value={form.hints[rung]?.text ?? ""}
                onChange={(value) =>
                  set(
                    ["hints"],
                    DEPTHS.map((one, at) => ({
                      depth: one,
                      text: at === rung ? value : (form.hints[at]?.text ?? ""),
                    })),
                  )
                }
              />
            )}
          </Field>
        ))}
      </Part>
      <Part title="Rubric" about="What one can see in the record, not traits.">
        {form.rubric.map(({ criterion, weight, levels }, at) => (
          <Criterion
            key={at}
            name={criterion || `Criterion ${at + 1}`}
            onRemove={off || form.rubric.length <= 2 ? null : () => set(["rubric", at], null)}
          >
            <div className="flex gap-3">
              <Field label="Criterion" className="flex-1" error={faults[`rubric.${at}.criterion`]}>
                {(control) => (
                  <TextInput
                    {...control}
                    readOnly={off}
                    value={criterion}
                    onChange={(value) => set(["rubric", at, "criterion"], value)}
                  />
                )}
              </Field>
              <Field label="Weight" error={faults[`rubric.${at}.weight`]}>
                {(control) => (
                  <NumberInput
                    {...control}
                    readOnly={off}
                    min={0}
                    step="any"
                    value={weight}
                    onChange={(value) => set(["rubric", at, "weight"], value ?? 0)}
                  />
                )}
              </Field>
            </div>
            {LEVEL_WORDS.map((word, level) => (
              <Field key={word} label={word} error={faults[`rubric.${at}.levels.${level}`]}>
                {(control) => (
                  <TextInput
                    {...control}
                    readOnly={off}
                    value={levels[level] ?? ""}
                    onChange={(value) =>
                      set(
                        ["rubric", at, "levels"],
                        LEVEL_WORDS.map((_, one) => (one === level ? value : (levels[one] ?? ""))),
                      )
                    }
                  />
                )}
              </Field>
            ))}
          </Criterion>
        ))}
        {!off && (
          <Button
            className="self-start"
            icon={<Plus size={14} aria-hidden />}
            onClick={() =>
              set(["rubric"], [...form.rubric, { criterion: "", weight: 1, levels: ["", "", "", ""] }])
            }
          >
            Add a criterion
          </Button>
        )}
      </Part>
    </div>
  )
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <div>
        <h2 className="text-14 font-semibold">{title}</h2>
        <p className="text-12 text-pretty text-ink-2">{about}</p>
      </div>
      {children}
    </section>
  )
}

function Criterion({
  name,
  onRemove,
  children,
}: {
  name: string
  onRemove: (() => void) | null
  children: ReactNode
}) {
  return (
    <fieldset aria-label={name} className="relative flex flex-col gap-2 rounded-md border border-line p-3">
      {children}
      {onRemove && (
        <IconButton label={`Remove ${name}`} className="absolute top-1 right-1" onClick={onRemove}>
          <X size={14} aria-hidden />
        </IconButton>
      )}
    </fieldset>
  )
}

interface LanguageProps {
  language: Language
  form: ManifestForm
  off: boolean
  starters: readonly string[]
  onOffered: (offered: boolean) => void
  onEntry: (path: string) => void
}

function LanguageRow({ language, form, off, starters, onOffered, onEntry }: LanguageProps) {
  const name = LANGUAGE_NAMES[language]
  const offered = form.languages.includes(language)
  const entry = form.entry[language] ?? ""
  const paths = starters.includes(entry) ? starters : [entry, ...starters]
  return (
    <div className="flex min-h-8 items-center gap-3">
      <span className="w-32">
        <Checkbox label={name} checked={offered} disabled={off} onChange={onOffered} />
      </span>
      {offered && (
        <span className="flex min-w-0 flex-1 items-center gap-2 text-12 text-ink-2">
          opens
          <Select
            aria-label={`File that opens first in ${name}`}
            disabled={off}
            value={entry}
            choices={paths.map((value) => ({ value, label: value || "Choose a starter file" }))}
            onChange={onEntry}
          />
        </span>
      )}
    </div>
  )
}
