import { useState } from "react"
import type { ListedQuestion } from "../../protocol/library.ts"
import { useMay } from "../console/me.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { useGo } from "../ui/Link.tsx"
import { MoreMenu } from "../ui/Menu.tsx"
import { report } from "../ui/toasts.tsx"
import { deleteQuestion, exportAddress, useTold } from "./api.ts"
import { useArchive } from "./use-archive.ts"
import { useCopy } from "./use-copy.ts"

/** What else can be done with a question. */
export function QuestionMenu({ question }: { question: ListedQuestion }) {
  const { id, title, origin, status, version } = question
  const assessor = useMay("assessor")
  const go = useGo()
  const told = useTold()
  const copy = useCopy()
  const archive = useArchive()
  const [deleting, setDeleting] = useState(false)
  if (!assessor) return null
  const own = origin !== "built-in"
  return (
    <>
      <MoreMenu
        label={`More about ${title}`}
        entries={[
          { label: own ? "Make a copy" : "Copy to edit", run: () => void copy(question).catch(report) },
          { label: "Export as a zip", run: () => location.assign(exportAddress([id])) },
          own &&
            status !== "archived" && { label: "Archive", run: () => void archive([question]).catch(report) },
          own &&
            status === "archived" && {
              label: "Restore",
              run: () => void archive([question], false).catch(report),
            },
          own && version === null && "line",
          own && version === null && { label: "Delete", danger: true, run: () => setDeleting(true) },
        ]}
      />
      {deleting && (
        <ConfirmDialog
          title={`Delete “${title}”?`}
          description="It was never published. Its files go for good; archive it to keep them."
          act="Delete it"
          onConfirm={async () => {
            await deleteQuestion(id)
            told.list()
            go("/questions")
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  )
}
