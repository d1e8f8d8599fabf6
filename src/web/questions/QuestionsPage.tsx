import { useSearch } from "@tanstack/react-router"
import FileCode from "lucide-react/icons/file-code"
import Upload from "lucide-react/icons/upload"
import { useRef, useState, type DragEvent } from "react"
import type { ImportReport, ListedQuestion } from "../../protocol/library.ts"
import { usePageCommands } from "../console/commands.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { EmptyState } from "../ui/states.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { report, toast } from "../ui/toasts.tsx"
import { exportAddress, importFile, useQuestions, useTold } from "./api.ts"
import { FilterBar, useFilters } from "./FilterBar.tsx"
import { ImportDialog } from "./ImportDialog.tsx"
import { NewQuestionDialog } from "./NewQuestionDialog.tsx"
import { COLUMNS } from "./question-columns.tsx"
import { QuestionsSearch } from "./search.ts"
import { useArchive } from "./use-archive.ts"

const drawActs = (chosen: readonly ListedQuestion[], clear: () => void) => (
  <BulkActs chosen={chosen} clear={clear} />
)

/** The questions a team can ask: its own and the built-in ones. */
export function QuestionsPage() {
  const search = QuestionsSearch.parse(useSearch({ strict: false }))
  const { kind, level, language, origin, status } = search
  const query = useQuestions(status === "archived" ? "archived" : undefined)
  const may = useMay("assessor")
  const told = useTold()
  const picker = useRef<HTMLInputElement>(null)
  const [creating, setCreating] = useState(false)
  const [imported, setImported] = useState<ImportReport | null>(null)
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const filters = useFilters()
  const shown = query.data?.filter(
    (one) =>
      (kind === undefined || one.kind === kind) &&
      (level === undefined || one.level === level) &&
      (language === undefined || one.languages.includes(language)) &&
      (origin === undefined || one.origin === origin) &&
      (status === undefined || one.status === status),
  )

  async function bring(files: readonly File[]): Promise<void> {
    if (files.length === 0 || busy) return
    setBusy(true)
    try {
      const all: ImportReport = { taken: [], refused: [] }
      for (const file of files) {
        const one = await importFile(file)
        all.taken.push(...one.taken)
        all.refused.push(...one.refused)
      }
      setImported(all)
    } finally {
      setBusy(false)
      told.list()
    }
  }
  const pick = () => picker.current?.click()
  usePageCommands([
    may && { label: "New question", keys: "n", run: () => setCreating(true) },
    may && { label: "Import questions", keys: "i", run: pick },
  ])
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void bring([...event.dataTransfer.files]).catch(report)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a second way for the button that imports
    <div
      className="relative h-full"
      onDragOver={(event) => {
        if (!may || !event.dataTransfer.types.includes("Files")) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={may ? drop : undefined}
    >
      <ConsolePage
        fill
        title="Questions"
        about="What you can ask in an interview: the built-in questions, and those of your team."
        actions={
          may && (
            <>
              <Button icon={<Upload size={14} aria-hidden />} onClick={pick} disabled={busy}>
                {busy ? "Importing" : "Import"}
              </Button>
              <Button look="primary" onClick={() => setCreating(true)}>
                New question
              </Button>
            </>
          )
        }
      >
        <DataTable
          noun="question"
          rows={shown}
          error={query.error}
          retry={query.refetch}
          columns={COLUMNS}
          rowId={({ id }) => id}
          rowName={({ title }) => title}
          href={({ id }) => `/questions/${id}`}
          state={useTableSearch("title")}
          filtered={filters.set}
          clearFilters={filters.clear}
          filters={<FilterBar filters={search} change={filters.change} />}
          {...(may && { renderBulk: drawActs })}
          empty={
            <EmptyState
              icon={<FileCode size={18} aria-hidden />}
              title="No questions yet"
              action={
                may && (
                  <Button look="primary" onClick={() => setCreating(true)}>
                    New question
                  </Button>
                )
              }
            >
              A question is a statement, a workspace to start in, tests the candidate sees and tests that
              grade. Begin with a small one that works, or drop a zip here.
            </EmptyState>
          }
        />
      </ConsolePage>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".zip,.jsonl,.json"
        aria-label="Files to import"
        onChange={({ target }) => {
          void bring([...(target.files ?? [])]).catch(report)
          target.value = ""
        }}
      />
      {over && (
        <div className="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-md border-2 border-dashed border-focus bg-selected text-14">
          Drop zips of question folders or Exercism exercises, or HumanEval-style JSONL
        </div>
      )}
      {creating && <NewQuestionDialog onClose={() => setCreating(false)} />}
      {imported && <ImportDialog report={imported} onClose={() => setImported(null)} />}
    </div>
  )
}

function BulkActs({ chosen, clear }: { chosen: readonly ListedQuestion[]; clear: () => void }) {
  const archive = useArchive()
  const own = chosen.filter(({ origin, status }) => origin !== "built-in" && status !== "archived")
  return (
    <>
      <Button onClick={() => location.assign(exportAddress(chosen.map(({ id }) => id)))}>Export</Button>
      <Button
        onClick={() => {
          if (own.length === 0) toast("Built-in questions stay on the list.")
          else void archive(own).then(clear, report)
        }}
      >
        Archive
      </Button>
    </>
  )
}
