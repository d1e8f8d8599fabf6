import { z } from "zod"
import { Language } from "../../protocol/ctrf.ts"
import { QuestionKind, QuestionLevel } from "../../protocol/library.ts"
import { Button } from "../ui/Button.tsx"
import { Checkbox, RadioCards } from "../ui/choices.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Field, FieldSet } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { Select, TextInput } from "../ui/inputs.tsx"
import { useGo } from "../ui/Link.tsx"
import { useForm } from "../ui/use-form.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { createQuestion, useTold } from "./api.ts"
import { KIND_HINTS, KIND_NAMES, LEVEL_NAMES } from "./words.ts"

const Wanted = z.object({
  title: z.string().trim().min(1, "Give it a name.").max(120),
  kind: QuestionKind,
  level: QuestionLevel,
  languages: z.array(Language).min(1, "Choose one at least."),
})

/** Makes a question from a small one that works, in the languages that are chosen. */
export function NewQuestionDialog({ onClose }: { onClose: () => void }) {
  const go = useGo()
  const told = useTold()
  const start: z.infer<typeof Wanted> = { title: "", kind: "algorithm", level: "mid", languages: ["python"] }
  const form = useForm(Wanted, start, async (wanted) => {
    const made = await createQuestion({ from: "template", ...wanted })
    told.question(made)
    go(`/questions/${made.id}/statement`)
  })
  const { languages } = form.values
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New question"
      description="You begin with a small question that passes its check, and turn it into yours."
      className="max-w-140"
    >
      <FormFrame form={form} act="Create" plain aside={<Button onClick={onClose}>Cancel</Button>}>
        <Field label="Title" error={form.errors["title"]}>
          {(control) => <TextInput {...control} {...form.bind("title")} />}
        </Field>
        <FieldSet legend="Kind">
          <RadioCards
            label="Kind"
            choices={QuestionKind.options.map((value) => ({
              value,
              label: KIND_NAMES[value],
              hint: KIND_HINTS[value],
            }))}
            {...form.bind("kind")}
          />
        </FieldSet>
        <Field label="Level" className="w-36">
          {(control) => (
            <Select
              {...control}
              choices={QuestionLevel.options.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
              {...form.bind("level")}
            />
          )}
        </Field>
        <FieldSet legend="Languages" error={form.errors["languages"]}>
          <div className="flex flex-wrap gap-x-6">
            {Language.options.map((language) => (
              <Checkbox
                key={language}
                label={LANGUAGE_NAMES[language]}
                checked={languages.includes(language)}
                onChange={(offered) =>
                  form.set(
                    "languages",
                    Language.options.filter((one) => (one === language ? offered : languages.includes(one))),
                  )
                }
              />
            ))}
          </div>
        </FieldSet>
      </FormFrame>
    </Dialog>
  )
}
