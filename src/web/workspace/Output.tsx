import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { cx } from "../ui/cx.ts"
import { located } from "./located.ts"
import { useWorkspace } from "./workspace.ts"

/** What a program printed, as it stands; the places it names lead there. */
export function Output({ text, label, className }: { text: string; label: string; className?: string }) {
  const { openFile } = useWorkspace()
  return (
    <ScrollRegion
      label={label}
      className={cx("max-h-64 rounded-sm border border-line bg-surface px-2 py-1.5", className)}
    >
      <pre className="font-mono text-12 leading-[18px] whitespace-pre-wrap text-ink-2">
        {located(text).map((part, index) =>
          typeof part === "string" ? (
            part
          ) : (
            <button
              key={index}
              type="button"
              className="text-focus underline underline-offset-2"
              onClick={() => openFile(part.path, { line: part.line })}
            >
              {part.text}
            </button>
          ),
        )}
      </pre>
    </ScrollRegion>
  )
}
