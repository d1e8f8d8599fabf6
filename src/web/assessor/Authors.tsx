/** Whose what changed is, drawn and said: each author by colour, two letters and name. */
import { Text } from "@codemirror/state"
import { useMemo } from "react"
import type { SubmittedAuthor } from "../../protocol/watch.ts"
import { lineAuthors, linesOf, SHORT } from "../editor/line-authors.ts"
import { cx } from "../ui/cx.ts"
import { sharesOf, type Share, type Stretches } from "./shares.ts"

const LOOKS: Record<SubmittedAuthor, { name: string; title?: string; text: string; ground: string }> = {
  candidate: { name: "Candidate", text: "text-candidate", ground: "bg-candidate" },
  agent: { name: "Agent", text: "text-agent", ground: "bg-agent" },
  shell: {
    name: "Shell",
    title: "What a shell or a program wrote, also one that the agent ran",
    text: "text-shell",
    ground: "bg-shell",
  },
  assessor: { name: "Assessor", text: "text-assessor", ground: "bg-assessor" },
  starter: { name: "Starter", text: "text-starter", ground: "bg-starter" },
}

/** Shares as lengths; whoever cannot see it has the words beside it. */
export function ShareBar({ shares, className }: { shares: readonly Share[]; className?: string }) {
  if (shares.length === 0) return null
  return (
    <span aria-hidden className={cx("flex h-1.5 gap-px overflow-hidden rounded-full", className)}>
      {shares.map(({ author, percent }) => (
        <span key={author} className={LOOKS[author].ground} style={{ flexGrow: percent, flexBasis: 0 }} />
      ))}
    </span>
  )
}

/** What the marks beside a file's lines mean, with each author's share; to who cannot see the marks, their lines. */
export function Legend({ path, text, authors }: { path: string; text: string; authors: Stretches }) {
  const shares = useMemo(() => sharesOf([authors]), [authors])
  const lines = useMemo(() => lineAuthors(Text.of(text.split("\n")), authors), [text, authors])
  const starter = authors.some(({ author }) => author === "starter")
  if (shares.length === 0) return null
  return (
    <ul aria-label={`Who wrote what changed in ${path}`} className="flex flex-wrap items-center gap-x-3">
      {shares.map(({ author, percent }) => (
        <li key={author} title={LOOKS[author].title} className="flex items-center gap-1">
          <Swatch author={author} /> {LOOKS[author].name} <span className="tabular-nums">{percent} %</span>
          <span className="sr-only">
            , {linesOf(lines.flatMap((one, index) => (one.includes(author) ? [index + 1] : [])))}
          </span>
        </li>
      ))}
      {starter && (
        <li className="flex items-center gap-1">
          <Swatch author="starter" /> {LOOKS.starter.name}
        </li>
      )}
    </ul>
  )
}

function Swatch({ author }: { author: SubmittedAuthor }) {
  return (
    <span aria-hidden className={cx("flex items-center gap-[3px] font-semibold", LOOKS[author].text)}>
      <span className={cx("h-3.5 w-[3px]", LOOKS[author].ground)} />
      {SHORT[author]}
    </span>
  )
}
