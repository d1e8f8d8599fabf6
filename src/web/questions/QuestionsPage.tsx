import { useNavigate, useSearch } from "@tanstack/react-router"
import FileCode from "lucide-react/icons/file-code"
import Upload from "lucide-react/icons/upload"
import { useRef, useState, type DragEvent } from "react"
import { Language } from "../../protocol/ctrf.ts"
import {
  type ImportReport,
  type ListedQuestion,
  QuestionKind,
  QuestionLevel,
  QuestionOrigin,
  QuestionStatus,
} from "../../protocol/library.ts"
import { usePageCommands, usePaletteSource } from "../console/commands.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { type Column } from "../ui/columns.ts"
import { DataTable } from "../ui/DataTable.tsx"
import { Select } from "../ui/inputs.tsx"
import { EmptyState } from "../ui/states.tsx"
import { Status } from "../ui/Status.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { Ago } from "../ui/Time.tsx"
import { report, toast } from "../ui/toasts.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { exportAddress, importFile, useQuestions, useTold } from "./api.ts"
import { ImportDialog } from "./ImportDialog.tsx"
import { NewQuestionDialog } from "./NewQuestionDialog.tsx"
import { type QuestionFilters, QuestionsSearch } from "./search.ts"
import { QUESTION_SOURCE } from "./source.ts"
import { useArchive } from "./use-archive.ts"
import { KIND_NAMES, LEVEL_NAMES, ORIGIN_NAMES, STATUS_NAMES, STATUS_TONES } from "./words.ts"

const SHORT_NAMES: Record<Language, string> = {
  python: "Python",
  javascript: "JS",
  typescript: "TS",
  go: "Go",
}

const COLUMNS: readonly Column<ListedQuestion>[] = [
  {
    id: "title",
    header: "Title",
    cell: ({ title }) => title,
    value: ({ title }) => title,
    text: ({ slug, tags }) => [slug, ...tags].join(" "),
  },
  {
    id: "kind",
    header: "Kind",
    width: 100,
    value: ({ kind }) => kind && KIND_NAMES[kind],
    cell: ({ kind }) => kind && KIND_NAMES[kind],
  },
  {
    id: "level",
    header: "Level",
    width: 66,
    value: ({ level }) => (level ? QuestionLevel.options.indexOf(level) : null),
    cell: ({ level }) => level && LEVEL_NAMES[level],
  },
  {
    id: "languages",
    header: "Languages",
    width: 98,
    value: ({ languages }) => languages.length,
    text: ({ languages }) => languages.map((one) => LANGUAGE_NAMES[one]).join(" "),
    cell: ({ languages }) =>
      languages.length === Language.options.length
        ? "All four"
        : languages.map((one) => SHORT_NAMES[one]).join(", "),
  },
  {
    id: "tags",
    header: "Tags",
    width: 116,
    wideOnly: true,
    cell: ({ tags }) => <span className="text-ink-2">{tags.join(", ")}</span>,
  },
  {
    id: "minutes",
    header: "Minutes",
    width: 78,
    align: "end",
    value: ({ minutes }) => minutes,
    cell: ({ minutes }) => minutes,
  },
  {
    id: "origin",
    header: "From",
    width: 86,
    value: ({ origin }) => ORIGIN_NAMES[origin],
    cell: ({ origin }) => ORIGIN_NAMES[origin],
  },
  {
    id: "status",
    header: "Status",
    width: 114,
    value: ({ status }) => STATUS_NAMES[status],
    cell: ({ status }) => <Status tone={STATUS_TONES[status]}>{STATUS_NAMES[status]}</Status>,
  },
  {
    id: "updated",
    header: "Changed",
    width: 98,
    largestFirst: true,
    value: ({ updated }) => updated?.at ?? null,
    cell: ({ updated }) => (updated ? <Ago at={updated.at} /> : null),
  },
]

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
  usePaletteSource(QUESTION_SOURCE)
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

function useFilters() {
  const { kind, level, language, origin, status } = QuestionsSearch.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  const change = (patch: QuestionFilters) =>
    void navigate({
      to: ".",
      search: (now: object) => ({ ...now, ...patch, page: undefined }),
      replace: true,
    })
  return {
    set: [kind, level, language, origin, status].some((one) => one !== undefined),
    change,
    clear: () =>
      change({
        kind: undefined,
        level: undefined,
        language: undefined,
        origin: undefined,
        status: undefined,
      }),
  }
}

function FilterBar({
  filters,
  change,
}: {
  filters: QuestionFilters
  change: (patch: QuestionFilters) => void
}) {
  return (
    <>
      <Filter
        label="Kind"
        all="Any kind"
        value={filters.kind}
        options={QuestionKind.options}
        names={KIND_NAMES}
        onChange={(kind) => change({ kind })}
      />
      <Filter
        label="Level"
        all="Any level"
        value={filters.level}
        options={QuestionLevel.options}
        names={LEVEL_NAMES}
        onChange={(level) => change({ level })}
      />
      <Filter
        label="Language"
        all="Any language"
        value={filters.language}
        options={Language.options}
        names={LANGUAGE_NAMES}
        onChange={(language) => change({ language })}
      />
      <Filter
        label="From"
        all="Any origin"
        value={filters.origin}
        options={QuestionOrigin.options}
        names={ORIGIN_NAMES}
        onChange={(origin) => change({ origin })}
      />
      <Filter
        label="Status"
        all="Not archived"
        value={filters.status}
        options={QuestionStatus.options}
        names={STATUS_NAMES}
        onChange={(status) => change({ status })}
      />
    </>
  )
}

function Filter<Value extends string>({
  label,
  all,
  value,
  options,
  names,
  onChange,
}: {
  label: string
  all: string
  value: Value | undefined
  options: readonly Value[]
  names: Record<Value, string>
  onChange: (value: Value | undefined) => void
}) {
  const choices = [
    { value: "" as const, label: all },
    ...options.map((one) => ({ value: one, label: names[one] })),
  ]
  return (
    <Select<Value | "">
      aria-label={label}
      className="w-32"
      value={value ?? ""}
      choices={choices}
      onChange={(chosen) => onChange(chosen === "" ? undefined : chosen)}
    />
  )
}
