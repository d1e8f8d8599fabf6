import { useQuery } from "@tanstack/react-query"
import { lazy, Suspense, useEffect, useMemo, useState } from "react"
import type { QuestionState, SessionState } from "../../core/session.ts"
import type { FileItem } from "../../protocol/messages.ts"
import type { SubmissionReply } from "../../protocol/watch.ts"
import { ProblemError } from "../live/session-view.ts"
import { useSettings } from "../settings/settings.ts"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Notice } from "../ui/Notice.tsx"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { FileTree } from "../workspace/FileTree.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { usePanes } from "../workspace/panes.ts"
import { useFileTree } from "../workspace/use-file-tree.ts"
import { useView, ViewProvider } from "../workspace/view.ts"
import { WorkspaceProvider, type Workspace } from "../workspace/workspace.ts"
import { fetchSubmission } from "./api.ts"
import { readerOf } from "./reader.ts"
import { Legend, ShareBar } from "./Authors.tsx"
import { inWords, sharesOf } from "./shares.ts"
import { changedFiles, createSubmissionView, firstToRead, type Changed } from "./submission-view.ts"

const Changes = lazy(() => import("../editor/Changes.tsx").then(({ Changes }) => ({ default: Changes })))
const Editor = lazy(() => import("../editor/Editor.tsx").then(({ Editor }) => ({ default: Editor })))

interface Props {
  session: SessionState
  question: QuestionState
  /** The file to begin with; the first that is worth reading when null or not there. */
  first?: string | null
}

/** The files of a submitted question as they were, to read. Key it by question. */
export function SubmittedCode({ session, question, first = null }: Props) {
  const asked = useQuery({
    queryKey: ["submission", session.id, question.id],
    queryFn: () => fetchSubmission(session.id, question.id),
    staleTime: Infinity,
  })
  if (asked.isError)
    return (
      <Notice
        small
        title="The submitted files could not be read"
        actions={<Button onClick={() => void asked.refetch()}>Try again</Button>}
      >
        {asked.error instanceof ProblemError && asked.error.problem.detail}
      </Notice>
    )
  if (!asked.data)
    return (
      <p aria-busy="true" className="flex h-full items-center justify-center gap-2 text-ink-2">
        <Spinner /> Reading the submitted files
      </p>
    )
  return <Files session={session} question={question} submission={asked.data} first={first} />
}

const nothing = () => undefined

function Files({ session, question, submission, first }: Props & { submission: SubmissionReply }) {
  const [active, setActive] = useState(() =>
    submission.files.some(({ path }) => path === first) ? first! : firstToRead(submission.files),
  )
  const panes = usePanes("interviewlm.panes.review", [])
  const { language, files } = submission
  // The state after the end changes by grades alone, which no file shows.
  // oxlint-disable-next-line react/exhaustive-deps -- as said
  const view = useMemo(() => createSubmissionView(session, submission), [session.id, submission])
  const shared = useMemo<Workspace>(
    () => ({
      ...readerOf(session.id, question),
      language,
      files: { open: active === null ? [] : [active], active },
      panes,
      openFile: setActive,
      closeFile: () => setActive(null),
    }),
    [session.id, question, language, active, panes],
  )
  const changed = changedFiles(files)
  return (
    <ViewProvider value={view}>
      <WorkspaceProvider value={shared}>
        <div className="flex h-full min-h-0">
          <section
            aria-label="Submitted files"
            className="flex w-72 shrink-0 flex-col border-r border-line max-narrow:w-44"
          >
            <PaneHeader>Changed since the starter</PaneHeader>
            <Whole changed={changed} />
            <ScrollRegion label="Changed files" className="max-h-[45%] shrink-0 py-1">
              {changed.length === 0 && <p className="px-3 py-1 text-ink-2">Nothing was changed.</p>}
              <ul>
                {changed.map((one) => (
                  <li key={one.path} className="px-1">
                    <ChangedFile file={one} active={one.path === active} onOpen={() => setActive(one.path)} />
                  </li>
                ))}
              </ul>
            </ScrollRegion>
            <PaneHeader className="border-t">All files</PaneHeader>
            <Tree active={active} />
          </section>
          <div className="min-w-0 flex-1">
            {active === null ? (
              <Notice small title="No file is open">
                Choose one at the left.
              </Notice>
            ) : (
              <Suspense fallback={<p className="p-4 text-ink-2">Opening the file</p>}>
                <OneFile
                  key={active}
                  path={active}
                  language={language}
                  file={files.find(({ path }) => path === active)}
                />
              </Suspense>
            )}
          </div>
        </div>
      </WorkspaceProvider>
    </ViewProvider>
  )
}

/** Whose the changes of all files together are. */
function Whole({ changed }: { changed: readonly Changed[] }) {
  const shares = sharesOf(changed.map(({ authors }) => authors))
  if (shares.length === 0) return null
  return (
    <div className="border-b border-line px-3 py-2 text-12 text-ink-2">
      <ShareBar shares={shares} className="mb-1.5" />
      <p>
        <span className="font-medium text-ink">{inWords(shares)}</span> of what changed. Pasted text counts as
        the candidate's.
      </p>
    </div>
  )
}

const ROW = "flex min-h-7 w-full flex-wrap items-center gap-x-2 rounded-sm px-2 py-1 text-left text-13"

function ChangedFile(props: { file: Changed; active: boolean; onOpen: () => void }) {
  const { file, active, onOpen } = props
  const { path, said, gone, authors } = file
  const shares = sharesOf([authors])
  const whose = inWords(shares)
  const words = (
    <>
      <span className={cx("max-w-full min-w-0 flex-auto truncate", gone && "text-ink-2 line-through")}>
        {path}
      </span>
      {said !== "" && <span className="max-w-full truncate text-12 font-normal text-ink-2">{said}</span>}
      {whose !== "" && (
        <span className="w-full text-12 font-normal text-ink-2">
          {whose}
          <ShareBar shares={shares} className="mt-0.5 mb-0.5" />
        </span>
      )}
    </>
  )
  const title = [path, said, whose].filter(Boolean).join(": ")
  if (gone)
    return (
      <div title={title} className={ROW}>
        {words}
      </div>
    )
  return (
    <button
      type="button"
      aria-current={active ? "true" : undefined}
      title={title}
      onClick={onOpen}
      className={cx(
        ROW,
        "focus-visible:-outline-offset-2",
        active ? "bg-pressed font-medium" : "hover:bg-hover",
      )}
    >
      {words}
    </button>
  )
}

interface OneFileProps {
  path: string
  language: SubmissionReply["language"]
  file: SubmissionReply["files"][number] | undefined
}

/** What was submitted of a file and who wrote it; of one that the question brought, first what changed. */
function OneFile({ path, language, file }: OneFileProps) {
  const settings = useSettings()
  const view = useView()
  const { text = null, starter = null, authors = [] } = file ?? {}
  const [whole, setWhole] = useState(false)
  const changed = text !== null && starter !== null
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 border-b border-line bg-sunken px-3 text-12 text-ink-2">
        <span className="max-w-full min-w-0 flex-auto truncate">{path}</span>
        {text !== null && <Legend path={path} text={text} authors={authors} />}
        {changed &&
          (["Changes", "Whole file"] as const).map((name) => {
            const pressed = (name === "Whole file") === whole
            return (
              <Button
                key={name}
                look="quiet"
                aria-pressed={pressed}
                className={cx("h-6 text-12", pressed && "bg-pressed text-ink")}
                onClick={() => setWhole(name === "Whole file")}
              >
                {name}
              </Button>
            )
          })}
      </div>
      <div className="min-h-0 flex-1">
        {text !== null ? (
          <Changes
            path={path}
            before={whole ? null : starter}
            after={text}
            authors={authors}
            fontSize={settings.fontSize}
          />
        ) : (
          <Editor view={view} path={path} language={language} settings={settings} readOnly="" />
        )}
      </div>
    </div>
  )
}

function Tree({ active }: { active: string | null }) {
  const model = useFileTree()
  const [selected, setSelected] = useState<FileItem | null>(null)
  const { reveal } = model
  useEffect(() => {
    if (active !== null) reveal(active)
  }, [active, reveal])
  return (
    <FileTree
      model={model}
      actions={null}
      selected={selected}
      onSelect={setSelected}
      draft={null}
      onDraft={nothing}
      renaming={null}
      onRename={nothing}
      onDelete={nothing}
    />
  )
}
