import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { DiffLines, type DiffMarks } from "./DiffLines.tsx"

const MARKS: DiffMarks = {
  signs: { same: " ", expected: "-", actual: "+" },
  spoken: { same: "", expected: "expected: ", actual: "actual: " },
  looks: {
    same: "text-ink-2",
    expected: "bg-pass-soft text-pass",
    actual: "bg-fail-soft text-fail",
  },
}

/** What was expected (-) and what came (+), line by line. */
export function Diff({ expected, actual }: { expected: string; actual: string }) {
  return (
    <figure className="max-w-200 overflow-hidden rounded-sm border border-line bg-surface">
      <figcaption className="flex gap-4 border-b border-line px-2 py-1 text-12">
        <span className="text-pass">- expected</span>
        <span className="text-fail">+ actual</span>
      </figcaption>
      <ScrollRegion label="Expected and actual" className="max-h-64">
        <DiffLines expected={expected} actual={actual} marks={MARKS} className="py-1" />
      </ScrollRegion>
    </figure>
  )
}
