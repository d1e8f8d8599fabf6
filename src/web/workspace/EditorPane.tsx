import FileCode from "lucide-react/icons/file-code"
import { Suspense } from "react"
import { Kbd } from "../ui/Kbd.tsx"
import { Notice } from "../ui/Notice.tsx"
import { SHORTCUTS } from "../ui/shortcuts.ts"
import { FileTabs } from "./FileTabs.tsx"
import { EditorSlot } from "./slots.tsx"
import { useWorkspace } from "./workspace.ts"

/** The open files and the one before the person. */
export function EditorPane() {
  const { files, language } = useWorkspace()
  return (
    <section
      aria-label="Editor"
      data-pane="editor"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-surface"
    >
      {files.open.length > 0 && <FileTabs />}
      <div className="min-h-0 flex-1">
        {files.active === null ? (
          <Notice small icon={<FileCode size={20} aria-hidden />} title="No file is open">
            Choose one at the left, or press <Kbd keys={SHORTCUTS.palette.keys[0]!} /> and type its name.
          </Notice>
        ) : (
          <Suspense fallback={<EditorSkeleton />}>
            <EditorSlot key={`${language}:${files.active}`} path={files.active} />
          </Suspense>
        )}
      </div>
    </section>
  )
}

const LINES = ["w-40", "w-56", "w-0", "w-64", "w-72", "w-48", "w-0", "w-60"]

function EditorSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 p-4 pl-14">
      <span className="sr-only">Opening the file</span>
      {LINES.map((width, index) => (
        <div key={index} className={`h-2 rounded-sm bg-sunken ${width}`} />
      ))}
    </div>
  )
}
