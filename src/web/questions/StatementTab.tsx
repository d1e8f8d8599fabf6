import type { EditorState } from "@codemirror/state"
import { lazy, Suspense } from "react"
import { MANIFEST } from "../../core/question.ts"
import { Tabs } from "../ui/tabs.tsx"
import { Loading } from "../ui/states.tsx"
import { CodeEditor } from "./CodeEditor.tsx"
import { ManifestFields } from "./ManifestFields.tsx"
import { readForm } from "./manifest-form.ts"
import { useBuffer, useEditing } from "./use-editing.ts"

const Markdown = lazy(() => import("../workspace/Markdown.tsx"))

interface Props {
  as: "form" | "yaml"
  onAs: (as: "form" | "yaml") => void
  states: Map<string, EditorState>
}

/** The manifest, as a form or as its source, and beside it the statement as a candidate reads it. */
export function StatementTab({ as, onAs, states }: Props) {
  const { buffers, readOnly, save } = useEditing()
  const { buffer } = useBuffer(MANIFEST)
  if (!buffer) return <Loading text="Loading the manifest" />
  const form = readForm(buffer.text)
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-6 max-narrow:grid-cols-1">
      <Tabs
        label="The manifest"
        value={as}
        onChange={onAs}
        className="min-h-0"
        tabs={[
          {
            value: "form",
            label: "Form",
            content: form ? (
              <div className="h-full overflow-y-auto pr-3 pb-4">
                <ManifestFields form={form} text={buffer.text} />
              </div>
            ) : (
              <p className="text-13 text-warn">
                question.yaml is not YAML just now, so it cannot be shown as a form. Mend it in its source.
              </p>
            ),
          },
          {
            value: "yaml",
            label: "question.yaml",
            content: (
              <div className="h-full overflow-hidden rounded-md border border-line">
                <CodeEditor
                  path={MANIFEST}
                  text={buffer.text}
                  readOnly={readOnly !== null}
                  states={states}
                  onChange={(text) => buffers.edit(MANIFEST, text)}
                  onSave={() => void save()}
                />
              </div>
            ),
          },
        ]}
      />
      <section
        aria-label="Statement as a candidate reads it"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
        tabIndex={0}
        className="min-h-60 overflow-y-auto rounded-md border border-line bg-surface p-4"
      >
        <h2 className="mb-3 text-16 font-semibold">{form?.title || "Untitled"}</h2>
        <Suspense fallback={<Loading text="Loading the statement" />}>
          <Markdown text={form?.statement ?? ""} />
        </Suspense>
      </section>
    </div>
  )
}
