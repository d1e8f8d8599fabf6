import { useNavigate, useSearch } from "@tanstack/react-router"
import { Language } from "../../protocol/ctrf.ts"
import { QuestionKind, QuestionLevel, QuestionOrigin, QuestionStatus } from "../../protocol/library.ts"
import { Select } from "../ui/inputs.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { type QuestionFilters, QuestionsSearch } from "./search.ts"
import { KIND_NAMES, LEVEL_NAMES, ORIGIN_NAMES, STATUS_NAMES } from "./words.ts"

/** The list's filters, which stand in the address. */
export function useFilters() {
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

export function FilterBar({
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
