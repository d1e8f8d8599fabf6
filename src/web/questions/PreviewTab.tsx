import { lazy, Suspense, useState } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import { cx } from "../ui/cx.ts"
import { Select } from "../ui/inputs.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { Badge } from "../ui/Status.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { usePreview } from "./api.ts"
import { CodeEditor } from "./CodeEditor.tsx"
import { useEditing } from "./use-editing.ts"

const Markdown = lazy(() => import("../workspace/Markdown.tsx"))

/** What a candidate gets: the statement, the starter and the visible tests. */
export function PreviewTab() {
  const { question } = useEditing()
  const [language, setLanguage] = useState<Language | undefined>(question.languages[0])
  const [path, setPath] = useState<string | null>(null)
  const query = usePreview(question.id, question.digest, language)
  if (query.error) return <ErrorState error={query.error} retry={query.refetch} />
  if (!query.data) return <Loading text="Loading the preview" />
  const { title, statement, minutes, entry, files } = query.data
  const open =
    files.find((file) => file.path === path) ?? files.find((file) => file.path === entry) ?? files[0]
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-4 max-narrow:grid-cols-1">
      <section
        aria-label="Statement"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
        tabIndex={0}
        className="min-h-0 overflow-y-auto rounded-md border border-line bg-surface p-4"
      >
        <h2 className="text-16 font-semibold">{title}</h2>
        <p className="mb-3 text-12 text-ink-3">{minutes} minutes</p>
        <Suspense fallback={<Loading text="Loading the statement" />}>
          <Markdown text={statement} />
        </Suspense>
      </section>
      <section
        aria-label="Workspace at the start"
        className="flex min-h-80 flex-col overflow-hidden rounded-md border border-line bg-surface"
      >
        <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line pr-2">
          <nav className="flex min-w-0 flex-1 overflow-x-auto" aria-label="Files">
            {files.map((file) => (
              <button
                key={file.path}
                type="button"
                aria-pressed={file === open}
                onClick={() => setPath(file.path)}
                className={cx(
                  "flex h-9 shrink-0 items-center gap-1.5 border-r border-line px-3 font-mono text-12",
                  file === open ? "bg-pressed" : "text-ink-2 hover:bg-hover",
                )}
              >
                {file.path}
                {file.test && <Badge className="font-sans">test</Badge>}
              </button>
            ))}
          </nav>
          {question.languages.length > 1 && (
            <Select
              aria-label="Language"
              className="w-32 shrink-0"
              value={language ?? "python"}
              onChange={setLanguage}
              choices={question.languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            />
          )}
        </div>
        <div className="min-h-0 flex-1">
          {open ? (
            open.text === null ? (
              <p className="p-6 text-center text-13 text-ink-2">This file is not text.</p>
            ) : (
              <CodeEditor key={`${language} ${open.path}`} path={open.path} text={open.text} readOnly />
            )
          ) : (
            <p className="p-6 text-center text-13 text-ink-2">
              There is no starter yet. Add files below starter in the files of the question.
            </p>
          )}
        </div>
      </section>
    </div>
  )
}
