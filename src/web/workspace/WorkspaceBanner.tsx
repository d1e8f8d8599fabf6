import CircleAlert from "lucide-react/icons/circle-alert"
import { Spinner } from "../ui/Spinner.tsx"
import { useViewState } from "./view.ts"

/** Tells while the files, shell and tests are not there yet, or cannot be had. */
export function WorkspaceBanner() {
  const workspace = useViewState((state) => state.workspace)
  if (workspace.status === "preparing")
    return (
      <output className="flex min-h-8 shrink-0 items-center gap-2 border-b border-line px-3 text-ink-2">
        <Spinner /> Preparing your workspace. You can read the question meanwhile.
      </output>
    )
  if (workspace.status === "failed")
    return (
      <div
        role="alert"
        className="flex min-h-10 shrink-0 items-center gap-2 border-b border-line bg-fail-soft px-3 py-1"
      >
        <CircleAlert size={16} aria-hidden className="shrink-0 text-fail" />
        <p>
          <span className="font-medium">
            {workspace.problem?.title ?? "The workspace cannot be started"}.
          </span>{" "}
          {workspace.problem?.detail ?? "Your work is kept. Tell an assessor, or wait; it is tried again."}
        </p>
      </div>
    )
  return null
}
