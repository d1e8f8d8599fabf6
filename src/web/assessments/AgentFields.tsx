import { RadioGroup } from "radix-ui"
import { useId } from "react"
import { AssistanceLevel, type AssistancePolicy } from "../../protocol/assistance.ts"
import { LEVEL_WORDS } from "../chat/words.ts"
import { Checkbox, RadioCards } from "../ui/choices.tsx"
import { cx } from "../ui/cx.ts"
import { Field, FieldSet } from "../ui/Field.tsx"
import { NumberInput, TextArea, TextInput } from "../ui/inputs.tsx"
import { isAtEnd, isWithin, startingAt, withLevel } from "./level-range.ts"

interface Props {
  policy: AssistancePolicy
  errors: Readonly<Record<string, string>>
  onChange: (policy: AssistancePolicy) => void
}

const CHANGES = [
  { value: "fixed", label: "Fixed", hint: "Only an assessor changes it." },
  { value: "suggest", label: "Suggest", hint: "It goes up when the candidate agrees." },
  { value: "automatic", label: "Automatic", hint: "It goes up and down with the work, and says why." },
] as const

const CONTEXT = [
  ["company", "Company"],
  ["role", "Role"],
  ["seniority", "Seniority"],
] as const
const LONG_CONTEXT = [
  ["expectations", "What is expected"],
  ["houseRules", "House rules"],
] as const

/** What the agent may do, how that moves, where it stops, and what it is told of the interview. */
export function AgentFields({ policy, errors, onChange }: Props) {
  const set = (patch: Partial<AssistancePolicy>) => onChange({ ...policy, ...patch })
  const error = (path: string) => errors[`settings.assistance.${path}`]
  return (
    <>
      <LevelRange policy={policy} onChange={onChange} />
      {policy.range.lowest !== policy.range.highest && (
        <FieldSet legend="How the level moves">
          <RadioCards
            row
            label="How the level moves"
            choices={CHANGES}
            value={policy.changes}
            onChange={(changes) => set({ changes })}
          />
        </FieldSet>
      )}
      <FieldSet legend="Help unasked">
        <Checkbox
          label="The agent may offer help"
          hint="When tests keep failing, nothing moves, or a solution grows too slow."
          checked={policy.proactive}
          onChange={(proactive) => set({ proactive })}
        />
        <Checkbox
          label="The candidate may turn offers off"
          disabled={!policy.proactive}
          checked={policy.mayMute}
          onChange={(mayMute) => set({ mayMute })}
        />
      </FieldSet>
      <Budget policy={policy} errors={errors} onChange={onChange} />
      <Checkbox
        label="The candidate sees what the agent has used"
        checked={policy.showCost}
        onChange={(showCost) => set({ showCost })}
      />
      <Field
        label="Model"
        optional
        hint="As the model's maker calls it. Left empty, the one of this installation."
        error={error("model")}
      >
        {(control) => (
          <TextInput
            {...control}
            mono
            className="max-w-80"
            value={policy.model ?? ""}
            onChange={(model) => set({ model: model.trim() || undefined })}
          />
        )}
      </Field>
      <FieldSet
        legend="What the agent is told"
        hint="It answers in the light of this. The candidate may read it: they can ask the agent for it."
      >
        <div className="grid grid-cols-3 gap-3 max-narrow:grid-cols-1">
          {CONTEXT.map(([key, label]) => (
            <Field key={key} label={label} optional error={error(`context.${key}`)}>
              {(control) => (
                <TextInput
                  {...control}
                  value={policy.context[key] ?? ""}
                  onChange={(text) => set({ context: { ...policy.context, [key]: text || undefined } })}
                />
              )}
            </Field>
          ))}
        </div>
        {LONG_CONTEXT.map(([key, label]) => (
          <Field key={key} label={label} optional error={error(`context.${key}`)} className="mt-2">
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                value={policy.context[key] ?? ""}
                onChange={(text) => set({ context: { ...policy.context, [key]: text || undefined } })}
              />
            )}
          </Field>
        ))}
      </FieldSet>
    </>
  )
}

/** The levels side by side: which of them may be reached, and which is the first. */
function LevelRange({ policy, onChange }: Pick<Props, "policy" | "onChange">) {
  const id = useId()
  return (
    <FieldSet
      legend="Levels"
      hint="Each question begins at one of them. An assessor may go beyond; the level they set stays in the next questions too."
    >
      <RadioGroup.Root
        aria-label="Level each question begins at"
        value={policy.start}
        onValueChange={(level) =>
          onChange({ ...policy, ...startingAt(policy, AssistanceLevel.parse(level)) })
        }
        className="grid grid-cols-3 gap-0 max-narrow:grid-cols-1"
      >
        {AssistanceLevel.options.map((level, at) => {
          const { name, allows } = LEVEL_WORDS[level]
          const within = isWithin(policy, level)
          return (
            <div
              key={level}
              className={cx(
                "-ml-px flex flex-col gap-1 border p-2 first:ml-0 first:rounded-l-md last:rounded-r-md max-narrow:-mt-px max-narrow:ml-0 max-narrow:rounded-none",
                within ? "z-1 border-focus bg-selected" : "border-line bg-surface",
              )}
            >
              <p className="text-13 font-medium">{name}</p>
              <p id={`${id}-${at}`} className="flex-1 text-12 text-pretty text-ink-2">
                {allows}
              </p>
              <Checkbox
                label={
                  <>
                    May be reached<span className="sr-only">: {name}</span>
                  </>
                }
                checked={within}
                disabled={within && !isAtEnd(policy, level)}
                onChange={(allowed) => onChange({ ...policy, ...withLevel(policy, level, allowed) })}
              />
              <label htmlFor={`${id}-${at}-start`} className="flex min-h-7 items-center gap-2 text-13">
                <RadioGroup.Item
                  id={`${id}-${at}-start`}
                  value={level}
                  aria-describedby={`${id}-${at}`}
                  className="flex size-4 shrink-0 items-center justify-center rounded-full border border-line-control bg-surface data-[state=checked]:border-focus"
                >
                  <RadioGroup.Indicator className="size-2 rounded-full bg-focus" />
                </RadioGroup.Item>
                Begins here<span className="sr-only">: {name}</span>
              </label>
            </div>
          )
        })}
      </RadioGroup.Root>
    </FieldSet>
  )
}

function Budget({ policy, errors, onChange }: Props) {
  const { budget } = policy
  const set = (key: keyof typeof budget, value: number | null) =>
    onChange({ ...policy, budget: { ...budget, [key]: value ?? undefined } })
  const error = (key: string) => errors[`settings.assistance.budget.${key}`]
  return (
    <FieldSet legend="Budget" hint="Where the agent stops for good. Left empty, it has no end.">
      <div className="grid grid-cols-3 gap-3 max-narrow:grid-cols-1">
        <Field label="Turns" optional error={error("turns")}>
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              value={budget.turns ?? null}
              onChange={(turns) => set("turns", turns)}
            />
          )}
        </Field>
        <Field label="Tokens" optional error={error("tokens")}>
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              step={1_000}
              value={budget.tokens ?? null}
              onChange={(tokens) => set("tokens", tokens)}
            />
          )}
        </Field>
        <Field label="Cost" optional error={error("microDollars")}>
          {(control) => (
            <NumberInput
              {...control}
              min={0.01}
              step={0.5}
              unit="US$"
              value={budget.microDollars === undefined ? null : budget.microDollars / MICRO}
              onChange={(dollars) =>
                set("microDollars", dollars === null ? null : Math.round(dollars * MICRO))
              }
            />
          )}
        </Field>
      </div>
    </FieldSet>
  )
}

const MICRO = 1_000_000
