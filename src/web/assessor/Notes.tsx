import Pencil from "lucide-react/icons/pencil"
import Trash2 from "lucide-react/icons/trash-2"
import X from "lucide-react/icons/x"
import { useEffect, useId, useRef, useState } from "react"
import type { Note } from "../../core/acts/acts.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { newActId } from "../acts/composing.ts"
import { useDraft } from "../acts/drafts.ts"
import { isTooLong, Limit } from "../acts/Limit.tsx"
import { Button, IconButton } from "../ui/Button.tsx"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { TextArea } from "../ui/inputs.tsx"
import { undoable } from "../ui/toasts.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useView, useViewState } from "../workspace/view.ts"
import { useComposing } from "./use-composing.ts"
import { useSend } from "./use-send.ts"

const NONE: readonly Note[] = []
const MOST = LIMITS.acts.noteCharacters

/**
 * Notes of assessors, for assessors alone, each with the moment it is about; one's own can be changed and removed. Beside
 * a question that is read after the end: those on it, and those on none.
 */
export function Notes({ question = null }: { question?: string | null }) {
  const all = useViewState((state) => state.session?.acts.notes ?? NONE)
  const notes = question === null ? all : all.filter((one) => (one.question ?? question) === question)
  const elsewhere = all.length - notes.length
  return (
    <>
      <NoteForm />
      <PaneHeader className="border-t">Notes</PaneHeader>
      {elsewhere > 0 && (
        <p className="px-3 pt-2 text-12 text-ink-2">
          {elsewhere === 1 ? "One more note is" : `${elsewhere} more notes are`} on other questions; choose
          them in the table.
        </p>
      )}
      {all.length === 0 && (
        <p className="px-3 py-2 text-ink-2">
          Nothing is noted yet. Only assessors of this interview ever see what is.
        </p>
      )}
      <ul className="flex flex-col gap-1 p-2">
        {notes.toReversed().map((note) => (
          <NoteItem key={note.id} note={note} />
        ))}
      </ul>
    </>
  )
}

/** A note belongs to the moment its writing began, or to the one it was begun on. */
function NoteForm() {
  const { composing, asked, begin } = useComposing()
  const view = useView()
  const send = useSend()
  const [text, write] = useDraft("note")
  const [began, begins] = useDraft("note.began")
  const limit = useId()
  const tooLong = isTooLong(text, MOST)
  const field = useRef<HTMLTextAreaElement>(null)
  const moment = composing.kind === "note" ? composing.moment : null
  useEffect(() => {
    if (asked > 0 && composing.kind === "note" && composing.note === null) field.current?.focus()
  }, [asked, composing])
  const now = () => view.getState().session?.seq
  const submit = async () => {
    if (text.trim() === "" || tooLong) return
    const seq = moment?.seq ?? (began === "" ? null : Number(began)) ?? now() ?? null
    if (!(await send({ type: "note", note: newActId(), text: text.trim(), moment: seq }))) return
    write("")
    begins("")
    if (moment) begin({ kind: "note", moment: null, note: null })
  }
  return (
    <form
      className="flex flex-col gap-2 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {moment && (
        <p className="flex items-center gap-1 text-12 text-ink-2">
          <span className="min-w-0 flex-1 truncate">On: {moment.text}</span>
          <IconButton
            label="On nothing in particular"
            className="size-6"
            onClick={() => begin({ kind: "note", moment: null, note: null })}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </p>
      )}
      <TextArea
        ref={field}
        aria-label="Private note"
        placeholder="Private note"
        rows={2}
        value={text}
        aria-invalid={tooLong}
        aria-describedby={limit}
        onChange={(next) => {
          if (next === "") begins("")
          else if (began === "") begins(`${moment?.seq ?? now() ?? ""}`)
          write(next)
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          void submit()
        }}
      />
      <Limit id={limit} text={text} most={MOST} />
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 text-12 text-ink-3">
          Assessors alone see it, with the time it is about.
        </p>
        <Button type="submit" disabled={text.trim() === "" || tooLong}>
          Note
        </Button>
      </div>
    </form>
  )
}

function NoteItem({ note }: { note: Note }) {
  const me = useViewState((state) => state.you?.id)
  const send = useSend()
  const [draft, write] = useDraft(`note.${note.id}`)
  const [changing, setChanging] = useState(draft !== "")
  const limit = useId()
  const tooLong = isTooLong(draft, MOST)
  const leave = () => {
    write("")
    setChanging(false)
  }
  const at = note.moment?.at ?? note.at
  const { id, text, moment } = note
  const remove = async () => {
    const undo = () => send({ type: "note", note: id, text, moment: moment?.seq ?? null })
    if (await send({ type: "note", note: id, text: null, moment: null }))
      undoable("The note is removed.", undo)
  }
  const change = async () => {
    const next = draft.trim()
    if (next === "" || next === text) return leave()
    if (tooLong) return
    if (!(await send({ type: "note", note: id, text: next, moment: null }))) return
    leave()
    undoable("The note is changed.", () => send({ type: "note", note: id, text, moment: null }))
  }
  return (
    <li className="rounded-md border border-line bg-surface p-2">
      <div className="flex items-center gap-1 text-12 text-ink-2">
        <time className="tabular-nums" dateTime={new Date(at).toISOString()} title={fullDate(at)}>
          {timeOfDay(at)}
        </time>
        <span className="min-w-0 flex-1 truncate">
          {note.name}
          {note.changedAt !== note.at && <span className="text-ink-3">, changed</span>}
        </span>
        {note.by.id === me && !changing && (
          <>
            <IconButton
              label="Change the note"
              className="size-6"
              onClick={() => {
                write(text)
                setChanging(true)
              }}
            >
              <Pencil size={14} aria-hidden />
            </IconButton>
            <IconButton label="Remove the note" className="size-6" onClick={() => void remove()}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          </>
        )}
      </div>
      {!changing ? (
        <p className="break-words whitespace-pre-line">{text}</p>
      ) : (
        <div className="mt-1 flex flex-col gap-1.5">
          <TextArea
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- asked for by the press before
            autoFocus
            aria-label="Text of the note"
            rows={2}
            value={draft}
            aria-invalid={tooLong}
            aria-describedby={limit}
            onChange={write}
          />
          <Limit id={limit} text={draft} most={MOST} />
          <div className="flex gap-1.5">
            <Button disabled={tooLong} onClick={() => void change()}>
              Keep
            </Button>
            <Button look="quiet" onClick={leave}>
              Leave it as it was
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}
