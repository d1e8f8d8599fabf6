import { Language } from "../../protocol/ctrf.ts"
import { type ListedQuestion, QuestionLevel } from "../../protocol/library.ts"
import type { Column } from "../ui/columns.ts"
import { Status } from "../ui/Status.tsx"
import { Ago } from "../ui/Time.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { KIND_NAMES, LEVEL_NAMES, ORIGIN_NAMES, STATUS_NAMES, STATUS_TONES } from "./words.ts"

const SHORT_NAMES: Record<Language, string> = {
  python: "Python",
  javascript: "JS",
  typescript: "TS",
  go: "Go",
}

/** What the library's list shows of a question. */
export const COLUMNS: readonly Column<ListedQuestion>[] = [
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
