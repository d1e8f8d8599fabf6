import type { EditorState } from "@codemirror/state"
import FilePlus from "lucide-react/icons/file-plus"
import Pencil from "lucide-react/icons/pencil"
import Trash from "lucide-react/icons/trash-2"
import { useState } from "react"
import { canaryLine, MANIFEST } from "../../core/question.ts"
import { partOf } from "../../core/question-parts.ts"
import { isWithin, moved } from "../../core/path.ts"
import type { Check, QuestionDetail } from "../../protocol/library.ts"
import { IconButton } from "../ui/Button.tsx"
import { Link, useGo } from "../ui/Link.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { Status } from "../ui/Status.tsx"
import { report, undoable } from "../ui/toasts.tsx"
import { deleteFile, fetchFile, renameFile, saveFile, useTold } from "./api.ts"
import { CodeEditor } from "./CodeEditor.tsx"
import { canaryOf } from "./manifest-form.ts"
import { PartTree } from "./PartTree.tsx"
import { PathDialog } from "./PathDialog.tsx"
import { useBuffer, useEditing } from "./use-editing.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { CHECK_TONES, saidOf } from "./words.ts"

/** Asked for where a path to rename could stand. */
const NEW: unique symbol = Symbol("a new file")

interface Props {
  /** The file that is shown. */
  path: string
  check: Check | null
  states: Map<string, EditorState>
}

/** The folder of a question: its files at the left, the open one beside them, and under it how the check stands. */
export function FilesTab({ path, check, states }: Props) {
  const { question, readOnly, buffers, dirty, save } = useEditing()
  const { id } = question
  const go = useGo()
  const told = useTold()
  const [chosen, setChosen] = useState(path)
  /** A path to be renamed, or a new file. */
  const [asking, setAsking] = useState<string | typeof NEW | null>(null)
  const show = (file: string) => {
    setChosen(file)
    go(`/questions/${id}?file=${encodeURIComponent(file)}`, { replace: true })
  }
  const may = readOnly === null

  async function remove(gone: string): Promise<void> {
    const going = question.files.filter((file) => isWithin(file.path, gone))
    if (!mayChange(gone)) return
    const contents = await Promise.all(going.map((file) => fetchFile(id, file.path)))
    told.question(await deleteFile(id, gone))
    for (const file of going) buffers.forget(file.path)
    if (isWithin(path, gone)) show(MANIFEST)
    undoable(`Deleted ${gone}`, async () => {
      for (const { path, content, encoding } of contents)
        told.question(await saveFile(id, { path, content, encoding, base: null }))
    })
  }

  async function rename(from: string, to: string): Promise<void> {
    if (dirty.some((one) => isWithin(one, from)) && !(await save())) return
    told.question(await renameFile(id, from, to))
    for (const file of question.files) if (isWithin(file.path, from)) buffers.forget(file.path)
    if (isWithin(path, from)) show(moved(path, from, to))
  }

  async function create(wanted: string): Promise<void> {
    told.question(await saveFile(id, { path: wanted, content: markOf(wanted, question), base: null }))
    show(wanted)
  }

  const mayChange = (one: string): boolean =>
    may && one !== MANIFEST && question.files.some((file) => isWithin(file.path, one))
  const changeable = mayChange(chosen) ? chosen : null
  return (
    <div className="flex min-h-0 flex-1 overflow-hidden rounded-md border border-line bg-surface">
      <nav aria-label="Files" className="flex w-60 shrink-0 flex-col border-r border-line">
        {may && (
          <div className="flex h-9 shrink-0 items-center justify-end gap-1 border-b border-line px-1">
            <IconButton label="New file" onClick={() => setAsking(NEW)}>
              <FilePlus size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={changeable ? `Rename ${changeable}` : "Rename"}
              disabled={!changeable}
              onClick={() => changeable && setAsking(changeable)}
            >
              <Pencil size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={changeable ? `Delete ${changeable}` : "Delete"}
              disabled={!changeable}
              onClick={() => changeable && void remove(changeable).catch(report)}
            >
              <Trash size={14} aria-hidden />
            </IconButton>
          </div>
        )}
        <PartTree
          open={path}
          onOpen={show}
          chosen={chosen}
          onChoose={setChosen}
          onDelete={(one) => void remove(one).catch(report)}
          onRename={(one) => mayChange(one) && setAsking(one)}
        />
      </nav>
      <div className="flex min-w-0 flex-1 flex-col">
        <p className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-3 font-mono text-12 text-ink-2">
          <span className="min-w-0 truncate">{path}</span>
          {readOnly !== null && <span className="ml-auto truncate font-sans">{readOnly}</span>}
        </p>
        <div className="min-h-0 flex-1">
          <OpenFile key={path} path={path} states={states} />
        </div>
        <CheckStrip check={check} />
      </div>
      {asking && (
        <PathDialog
          title={asking === NEW ? "New file" : `Rename ${asking}`}
          act={asking === NEW ? "Create" : "Rename"}
          initial={asking === NEW ? folderFor(chosen, question.files) : asking}
          onDone={(wanted) => (asking === NEW ? create(wanted) : rename(asking, wanted))}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}

/** What a new file begins with: a hidden test file has to carry the canary. */
function markOf(path: string, { manifest }: QuestionDetail): string {
  const canary = partOf(path).part === "hidden" ? canaryOf(manifest) : null
  const line = canary === null ? null : canaryLine(path, canary)
  return line === null ? "" : `${line}\n`
}

/** Where a new file would go: beside what is chosen. */
function folderFor(chosen: string, files: QuestionDetail["files"]): string {
  if (chosen.startsWith(":")) return ""
  const isFile = files.some((file) => file.path === chosen)
  return isFile ? chosen.slice(0, chosen.lastIndexOf("/") + 1) : `${chosen}/`
}

function OpenFile({ path, states }: Pick<Props, "path" | "states">) {
  const { question, readOnly, buffers, save } = useEditing()
  const { buffer, error } = useBuffer(path)
  if (!question.files.some((file) => file.path === path) && buffer === undefined)
    return (
      <p className="p-6 text-center text-13 text-ink-2">
        There is no file {path}. Choose one at the left, or make it.
      </p>
    )
  if (error) return <ErrorState error={error} small />
  if (buffer === null) return <p className="p-6 text-center text-13 text-ink-2">This file is not text.</p>
  if (buffer === undefined)
    return (
      <div className="p-4">
        <Loading text={`Opening ${path}`} />
      </div>
    )
  return (
    <CodeEditor
      path={path}
      text={buffer.text}
      readOnly={readOnly !== null}
      states={states}
      onChange={(text) => buffers.edit(path, text)}
      onSave={() => void save()}
    />
  )
}

function CheckStrip({ check }: { check: Check | null }) {
  const { question } = useEditing()
  const bad = check?.steps.find(({ ok }) => !ok)
  const stale = check !== null && check.digest !== question.digest
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-3 border-t border-line bg-canvas px-3 text-13">
      {question.faults.length > 0 ? (
        <Status tone="warn">
          {question.faults[0]?.path} {question.faults[0]?.problem}
          {question.faults.length > 1 && `, and ${question.faults.length - 1} more`}
        </Status>
      ) : check ? (
        <Status tone={stale ? "quiet" : CHECK_TONES[check.state]}>
          {stale ? "Changed since the last check" : saidOf(check)}
          {!stale && bad && `. ${LANGUAGE_NAMES[bad.language]}: ${bad.detail}`}
        </Status>
      ) : (
        <Status tone="waiting">
          {question.origin === "built-in" ? "Checked with the product" : "Never checked"}
        </Status>
      )}
      <Link href={`/questions/${question.id}/check`} className="ml-auto shrink-0 text-12">
        Open the check
      </Link>
    </div>
  )
}
