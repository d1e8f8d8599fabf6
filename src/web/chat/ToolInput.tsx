import type { ToolBlock } from "../../protocol/chat.ts"
import { cx } from "../ui/cx.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { diffLines } from "../workspace/line-diff.ts"
import { inputOf, textOf } from "./tool-input.ts"

const CODE = "font-mono text-12 leading-[18px] whitespace-pre-wrap"
const BOX = "max-h-64 rounded-sm border border-line bg-canvas px-2 py-1.5"
const SIGNS = { same: " ", expected: "-", actual: "+" } as const
const SPOKEN = { same: "", expected: "removed: ", actual: "added: " } as const
const LOOKS = {
  same: "text-ink-2",
  expected: "bg-fail-soft text-fail",
  actual: "bg-pass-soft text-pass",
} as const

/** What a tool was asked, as a person would write it down. */
export function ToolInput({ block }: { block: ToolBlock }) {
  const input = inputOf(block)
  if (block.tool === "Edit" && "new_string" in input)
    return (
      <ScrollRegion label="The edit" className={cx(BOX, "px-0")}>
        <pre className="w-max min-w-full font-mono text-12 leading-[18px]">
          {diffLines(textOf(input["old_string"]), textOf(input["new_string"])).map(
            ({ kind, text }, index) => (
              <div key={index} className={cx("px-2", LOOKS[kind])}>
                <span aria-hidden className="mr-2 select-none">
                  {SIGNS[kind]}
                </span>
                <span className="sr-only">{SPOKEN[kind]}</span>
                {text === "" ? "\u00a0" : text}
              </div>
            ),
          )}
        </pre>
      </ScrollRegion>
    )
  const text = plainInput(block)
  if (text === "") return null
  return (
    <ScrollRegion label="What it was asked" className={BOX}>
      <pre className={CODE}>{text}</pre>
    </ScrollRegion>
  )
}

function plainInput(block: ToolBlock): string {
  const input = inputOf(block)
  if (block.tool === "Bash" || block.tool === "terminal") {
    const command = textOf(input["command"]) || textOf(input["input"])
    if (command !== "") return `$ ${command}`
  }
  if (block.tool === "Write" && "content" in input) return textOf(input["content"])
  return Object.entries(input)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("\n")
}
