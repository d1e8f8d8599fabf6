import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { DiffLines, type DiffMarks } from "../workspace/DiffLines.tsx"
import { useEditing } from "./use-editing.ts"

const MARKS: DiffMarks = {
  signs: { same: " ", expected: "-", actual: "+" },
  spoken: { same: "", expected: "theirs: ", actual: "yours: " },
  looks: { same: "text-ink-2", expected: "bg-fail-soft text-fail", actual: "bg-pass-soft text-pass" },
}

/** Somebody else saved the same file: both texts, and whose goes on. */
export function ConflictDialog() {
  const { conflict, buffers, settle } = useEditing()
  if (!conflict) return null
  const { path, detail, theirs } = conflict
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && settle("later")}
      title={`${path} was changed by somebody else`}
      description={detail}
      className="max-w-200"
    >
      <figure className="mt-2 overflow-hidden rounded-sm border border-line">
        <figcaption className="flex gap-4 border-b border-line px-2 py-1 text-12">
          <span className="text-fail">- theirs</span>
          <span className="text-pass">+ yours</span>
        </figcaption>
        <ScrollRegion label="Theirs and yours" className="max-h-80">
          <DiffLines
            expected={theirs?.content ?? ""}
            actual={buffers.get(path)?.text ?? ""}
            marks={MARKS}
            className="py-1"
          />
        </ScrollRegion>
      </figure>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button onClick={() => settle("later")}>Decide later</Button>
        <Button onClick={() => settle("theirs")}>{theirs ? "Take theirs" : "Let it go"}</Button>
        <Button look="primary" onClick={() => settle("mine")}>
          Save mine over it
        </Button>
      </div>
    </Dialog>
  )
}
