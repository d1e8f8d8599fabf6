import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { cx } from "../ui/cx.ts"
import { diffLines, type DiffLine } from "./line-diff.ts"

const SIGNS = { same: " ", expected: "-", actual: "+" } as const
const SPOKEN = { same: "", expected: "expected: ", actual: "actual: " } as const
const LOOKS: Record<DiffLine["kind"], string> = {
  same: "text-ink-2",
  expected: "bg-pass-soft text-pass",
  actual: "bg-fail-soft text-fail",
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
        <pre className="w-max min-w-full py-1 font-mono text-12 leading-[18px]">
          {diffLines(expected, actual).map(({ kind, text }, index) => (
            <div key={index} className={cx("px-2", LOOKS[kind])}>
              <span aria-hidden className="mr-2 select-none">
                {SIGNS[kind]}
              </span>
              <span className="sr-only">{SPOKEN[kind]}</span>
              {text === "" ? "\u00a0" : text}
            </div>
          ))}
        </pre>
      </ScrollRegion>
    </figure>
  )
}
