import { z } from "zod"
import { ANTHROPIC_ADDRESS, ModelChoice, needsKey } from "../../protocol/settings.ts"
import type { SettingsReply } from "../../protocol/settings.ts"
import { Section } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { RadioCards } from "../ui/choices.tsx"
import { Field, FieldSet } from "../ui/Field.tsx"
import { KeyValues } from "../ui/figures.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { NumberInput, TextInput } from "../ui/inputs.tsx"
import { useForm } from "../ui/use-form.ts"
import { SettingsPage, useSaveSettings } from "./SettingsPage.tsx"
import { TryButton } from "./TryButton.tsx"
import { withoutEmpty } from "./without-empty.ts"

/** What the coding agent of interviews thinks with. */
export function ModelPage() {
  const may = useMay("owner")
  return (
    <SettingsPage about="What the coding agent of every interview thinks with. An assessment may name another model of the same provider.">
      {({ model }) => (
        <Section
          title="Model"
          about={aboutOf(model)}
          actions={may && <TryButton topic="model" act="Ask it for a word" acting="Asking" />}
        >
          {may && model.from !== "environment" ? <ModelForm model={model} /> : <Shown model={model} />}
        </Section>
      )}
    </SettingsPage>
  )
}

const ABOUT = {
  environment: "Set in the server's environment, which stands over this page.",
  page: "Set on this page.",
  default: "Nothing is connected yet: the built-in coach answers.",
} as const

/** What answers now, in a line, and where that was set. */
function aboutOf({ from, kind, baseUrl, model, hasKey }: SettingsReply["model"]): string {
  if (kind === "coach") return from === "page" ? `The built-in coach answers. ${ABOUT.page}` : ABOUT[from]
  const key = hasKey ? "with a key" : "without a key"
  return `${NAMES[kind]}: ${model ?? ""} at ${baseUrl ?? ""}, ${key}. ${ABOUT[from]}`
}

const NAMES = { coach: "Built-in coach", anthropic: "Anthropic", openai: "OpenAI-compatible" } as const

function Shown({ model }: { model: SettingsReply["model"] }) {
  const { kind, baseUrl, model: id, hasKey } = model
  const of: [string, string][] =
    kind === "coach"
      ? []
      : [
          ["Address", baseUrl ?? ""],
          ["Model", id ?? ""],
          ["Key", hasKey ? "set" : "none"],
        ]
  return <KeyValues items={[["Provider", NAMES[kind]], ...of]} />
}

const ADDRESSES = { anthropic: ANTHROPIC_ADDRESS, openai: "http://127.0.0.1:11434/v1" } as const

const Values = z.preprocess(withoutEmpty("apiKey"), ModelChoice)

interface ModelValues {
  kind: ModelChoice["kind"]
  apiKey: string
  baseUrl: string
  model: string
  outputTokens: number | null
}

function ModelForm({ model }: { model: SettingsReply["model"] }) {
  const save = useSaveSettings()
  const initial: ModelValues = {
    kind: model.kind,
    apiKey: "",
    baseUrl: model.baseUrl ?? ADDRESSES.anthropic,
    model: model.model ?? "claude-sonnet-5-5",
    outputTokens: model.outputTokens ?? 16_384,
  }
  const form = useForm(Values, initial, (choice) => save("model", choice))
  const { kind } = form.values
  return (
    <FormFrame form={form}>
      <FieldSet legend="Provider">
        <RadioCards
          label="Provider"
          value={kind}
          onChange={(to) => {
            form.set("kind", to)
            if (to !== "coach" && to !== kind) form.set("baseUrl", ADDRESSES[to])
          }}
          choices={[
            {
              value: "anthropic",
              label: NAMES.anthropic,
              hint: "Claude, or a server that speaks its Messages API.",
            },
            {
              value: "openai",
              label: NAMES.openai,
              hint: "Ollama, vLLM, or another server with chat completions.",
            },
            {
              value: "coach",
              label: NAMES.coach,
              hint: "No language model: reads the code, runs the tests, gives the question's hints.",
            },
          ]}
        />
      </FieldSet>
      {kind !== "coach" && (
        <>
          <Field label="Address" error={form.errors["baseUrl"]}>
            {(control) => <TextInput {...control} {...form.bind("baseUrl")} mono spellCheck={false} />}
          </Field>
          <Field label="Model" hint="As the provider calls it." error={form.errors["model"]}>
            {(control) => <TextInput {...control} {...form.bind("model")} mono spellCheck={false} />}
          </Field>
          <Field
            label="Key"
            optional={!needsKey(form.values.baseUrl)}
            hint={
              model.hasKey
                ? "One is set, and stays while this is empty. It is told to nobody."
                : "Kept sealed, and told to nobody."
            }
            error={form.errors["apiKey"]}
          >
            {(control) => (
              <TextInput
                {...control}
                {...form.bind("apiKey")}
                type="password"
                autoComplete="off"
                mono
                placeholder={model.hasKey ? "set" : ""}
              />
            )}
          </Field>
          <Field label="Longest answer" error={form.errors["outputTokens"]}>
            {(control) => <NumberInput {...control} {...form.bind("outputTokens")} unit="tokens" />}
          </Field>
          <p className="text-12 text-ink-2">
            What the agent reads in an interview is sent to this address, and to no other.
          </p>
        </>
      )}
    </FormFrame>
  )
}
