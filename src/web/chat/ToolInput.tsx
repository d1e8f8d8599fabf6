import type { ToolBlock } from "../../protocol/chat.ts"
import { cx } from "../ui/cx.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { DiffLines, type DiffMarks } from "../workspace/DiffLines.tsx"
import { inputOf, textOf } from "./tool-input.ts"

const CODE = "font-mono text-12 leading-[18px] whitespace-pre-wrap"
const BOX = "max-h-64 rounded-sm border border-line bg-canvas px-2 py-1.5"
const MARKS: DiffMarks = {
  signs: { same: " ", expected: "-", actual: "+" },
  spoken: { same: "", expected: "removed: ", actual: "added: " },
  looks: {
    same: "text-ink-2",
    expected: "bg-fail-soft text-fail",
    actual: "bg-pass-soft text-pass",
  },
}

/** What a tool was asked, as a person would write it down. */
export function ToolInput({ block }: { block: ToolBlock }) {
  const input = inputOf(block)
  if (block.tool === "Edit" && "new_string" in input)
    return (
      <ScrollRegion label="The edit" className={cx(BOX, "px-0")}>
        <DiffLines
          expected={textOf(input["old_string"])}
          actual={textOf(input["new_string"])}
          marks={MARKS}
        />
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
