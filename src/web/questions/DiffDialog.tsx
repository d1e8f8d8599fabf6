import { useQuery } from "@tanstack/react-query"
import { Dialog } from "../ui/Dialog.tsx"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { DiffLines, type DiffMarks } from "../workspace/DiffLines.tsx"
import { fetchFile, fetchVersionFile } from "./api.ts"

/** A file of two versions; null where it is in none. The draft is the latest. */
export interface FileChange {
  readonly path: string
  readonly from: number | null
  readonly to: number | "draft" | null
}

const MARKS: DiffMarks = {
  signs: { same: " ", expected: "-", actual: "+" },
  spoken: { same: "", expected: "before: ", actual: "now: " },
  looks: { same: "text-ink-2", expected: "bg-fail-soft text-fail", actual: "bg-pass-soft text-pass" },
}

/** What changed in a file from one version to the next, line by line. */
export function DiffDialog({ id, change, onClose }: { id: string; change: FileChange; onClose: () => void }) {
  const { path, from, to } = change
  const query = useQuery({
    queryKey: ["question-diff", id, path, from, to],
    staleTime: to === "draft" ? 0 : Infinity,
    queryFn: async () => {
      const read = (version: number | "draft" | null) => {
        if (version === null) return null
        return version === "draft" ? fetchFile(id, path) : fetchVersionFile(id, version, path)
      }
      const [before, now] = await Promise.all([read(from), read(to)])
      return { before: before?.content ?? "", now: now?.content ?? "" }
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={path}
      description={`From ${wordsOf(from)} to ${wordsOf(to)}.`}
      className="max-w-200"
    >
      {query.error ? (
        <ErrorState error={query.error} retry={query.refetch} small />
      ) : query.data ? (
        <ScrollRegion label="Lines that changed" className="max-h-120 rounded-sm border border-line">
          <DiffLines expected={query.data.before} actual={query.data.now} marks={MARKS} className="py-1" />
        </ScrollRegion>
      ) : (
        <Loading text="Loading both versions" />
      )}
    </Dialog>
  )
}

function wordsOf(version: FileChange["to"]): string {
  if (version === null) return "nothing"
  return version === "draft" ? "the draft" : `version ${version}`
}
