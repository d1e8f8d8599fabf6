import type { ImportReport } from "../../protocol/library.ts"
import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Link } from "../ui/Link.tsx"
import { Status } from "../ui/Status.tsx"

/** What an import took, what is left to do with it, and what could not be taken and why. */
export function ImportDialog({ report, onClose }: { report: ImportReport; onClose: () => void }) {
  const { taken, refused } = report
  const count =
    taken.length === 1 ? "1 question was taken as a draft" : `${taken.length} questions were taken as drafts`
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="What was imported"
      description={`${count}; ${refused.length} could not be taken. Check the licence of what is not yours.`}
      className="max-w-160"
    >
      <ul className="flex flex-col gap-2">
        {taken.map(({ id, title, source, open }) => (
          <li key={id} className="rounded-md border border-line px-3 py-2 text-13">
            <div className="flex items-center gap-3">
              <Link href={`/questions/${id}`} onClick={onClose} className="min-w-0 truncate font-medium">
                {title}
              </Link>
              <span className="ml-auto truncate font-mono text-12 text-ink-3">{source}</span>
            </div>
            {open.length > 0 && (
              <ul className="mt-1 list-disc pl-5 text-12 text-ink-2">
                {open.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
        {refused.map(({ source, why }) => (
          <li key={`${source} ${why}`} className="rounded-md border border-line px-3 py-2 text-13">
            <Status tone="bad">{source}</Status>
            <p className="pl-5 text-12 text-ink-2">{why}</p>
          </li>
        ))}
      </ul>
      <div className="mt-3 flex justify-end">
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  )
}
