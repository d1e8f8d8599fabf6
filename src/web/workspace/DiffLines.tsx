import { cx } from "../ui/cx.ts"
import { diffLines, type DiffLine } from "./line-diff.ts"

/** How each kind of line is marked, told and coloured. */
export interface DiffMarks {
  signs: Record<DiffLine["kind"], string>
  spoken: Record<DiffLine["kind"], string>
  looks: Record<DiffLine["kind"], string>
}

interface Props {
  expected: string
  actual: string
  marks: DiffMarks
  className?: string
}

/** Two texts line by line, each line marked as being of one, the other or both. */
export function DiffLines({ expected, actual, marks, className }: Props) {
  return (
    <pre className={cx("w-max min-w-full font-mono text-12 leading-[18px]", className)}>
      {diffLines(expected, actual).map(({ kind, text }, index) => (
        <div key={index} className={cx("px-2", marks.looks[kind])}>
          <span aria-hidden className="mr-2 select-none">
            {marks.signs[kind]}
          </span>
          <span className="sr-only">{marks.spoken[kind]}</span>
          {text === "" ? "\u00a0" : text}
        </div>
      ))}
    </pre>
  )
}
