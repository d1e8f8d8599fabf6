import ChevronDown from "lucide-react/icons/chevron-down"
import ChevronUp from "lucide-react/icons/chevron-up"
import X from "lucide-react/icons/x"
import { useMemo } from "react"
import type { Access, ActsState, Asked, Pointed, Said } from "../../core/acts/acts.ts"
import type { Command } from "../../protocol/messages.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { useRemembered } from "../ui/hooks.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { firstShell } from "../terminal/first-shell.ts"
import { report } from "../ui/toasts.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useView, useViewState } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { AnswerForm } from "./AnswerForm.tsx"
import { Card, CardText } from "./Card.tsx"
import { hasShell } from "./has-shell.ts"
import { ACCESS_WORDS, linesWords } from "./words.ts"

interface Waiting {
  said: readonly Said[]
  asked: readonly Asked[]
  pointed: readonly Pointed[]
  access: readonly Access[]
}

/** What of the assessors' acts is before the candidate now: all that is not read, answered, decided or over. */
export function waitingOf(acts: ActsState, read: readonly string[]): Waiting {
  return {
    said: acts.said.filter(({ id }) => !read.includes(id)),
    asked: acts.asked.filter(({ id, answer }) => answer === null && !read.includes(id)),
    pointed: acts.pointed,
    access: acts.access.filter(({ status }) => status === "asked" || status === "granted"),
  }
}

const parseRead = (raw: unknown): readonly string[] | null =>
  Array.isArray(raw) ? raw.filter((one) => typeof one === "string") : null

/** Ids of the messages and questions that this browser put aside. */
export function useRead(session: string) {
  return useRemembered<readonly string[]>(`interviewlm.read.${session}`, parseRead, [])
}

/**
 * Messages, questions, places and wishes of the assessors, at the foot of the question: beside the work, never over it,
 * and never with the focus. What is put aside is found again in the bar over the page.
 */
export function Interviewers() {
  const { session, role } = useWorkspace()
  const acts = useViewState((state) => state.session?.acts)
  const [read, setRead] = useRead(session)
  const [folded, setFolded] = useRemembered<boolean>(
    "interviewlm.interviewers-folded",
    (raw) => (typeof raw === "boolean" ? raw : null),
    false,
  )
  const waiting = useMemo(
    () => (acts && role === "candidate" ? waitingOf(acts, read) : null),
    [acts, role, read],
  )
  if (!waiting) return null
  const count = Object.values(waiting).reduce((sum, { length }) => sum + length, 0)
  if (count === 0) return null
  const putAside = (id: string) => setRead([...read, id])
  return (
    <section
      aria-label="From the interviewers"
      data-pane="interviewers"
      tabIndex={-1}
      className="flex max-h-[50%] shrink-0 flex-col border-t border-line-strong bg-surface"
    >
      <PaneHeader
        actions={
          <IconButton
            label={folded ? "Show what the interviewers sent" : "Fold what the interviewers sent"}
            aria-expanded={!folded}
            className="size-6"
            onClick={() => setFolded(!folded)}
          >
            {folded ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
          </IconButton>
        }
      >
        <span aria-hidden className="size-2 rounded-full bg-assessor" /> From the interviewers
        {folded && <span className="tabular-nums">{count}</span>}
      </PaneHeader>
      {!folded && (
        <ScrollRegion
          label="Messages and questions"
          className="min-h-0 flex-1 overflow-y-auto"
          data-pane-focus
        >
          <ul className="flex flex-col gap-2 p-2">
            {waiting.access.map((one) => (
              <li key={one.id}>
                <AccessCard {...one} />
              </li>
            ))}
            {waiting.asked.map((one) => (
              <li key={one.id}>
                <AskedCard {...one} onLater={() => putAside(one.id)} />
              </li>
            ))}
            {waiting.said.map((one) => (
              <li key={one.id}>
                <Card
                  name={one.name}
                  does="wrote"
                  at={one.at}
                  actions={<Aside onClick={() => putAside(one.id)} />}
                >
                  <CardText>{one.text}</CardText>
                </Card>
              </li>
            ))}
            {waiting.pointed.map((one) => (
              <li key={one.id}>
                <PointedCard {...one} />
              </li>
            ))}
          </ul>
        </ScrollRegion>
      )}
    </section>
  )
}

function Aside({
  onClick,
  label = "Put aside; it stays under Messages",
}: {
  onClick: () => void
  label?: string
}) {
  return (
    <IconButton label={label} className="size-6" onClick={onClick}>
      <X size={14} aria-hidden />
    </IconButton>
  )
}

function useSend(): (command: Command) => void {
  const view = useView()
  return (command) => void view.command(command).catch(report)
}

const useRunning = () => useViewState((state) => state.session?.phase.phase === "running")

function AskedCard({ id, name, at, text, onLater }: Asked & { onLater: () => void }) {
  const running = useRunning()
  return (
    <Card
      name={name}
      does="asks"
      at={at}
      actions={<Aside onClick={onLater} label="Answer later; it stays under Messages" />}
    >
      <CardText>{text}</CardText>
      <AnswerForm id={id} name={name} disabled={!running} />
    </Card>
  )
}

function PointedCard({ id, name, at, path, lines, text }: Pointed) {
  const send = useSend()
  const { openFile } = useWorkspace()
  return (
    <Card name={name} does={`points at ${linesWords(lines, path)}`} at={at}>
      {text !== "" && <CardText>{text}</CardText>}
      <div className="mt-1 flex gap-1.5">
        <Button onClick={() => openFile(path, { mark: id })}>Go there</Button>
        <Button look="quiet" onClick={() => send({ type: "unpoint", id })}>
          Done with it
        </Button>
      </div>
    </Card>
  )
}

function AccessCard({ id, name, at, kind, status }: Access) {
  const view = useView()
  const send = useSend()
  const running = useRunning()
  const { language } = useWorkspace()
  const shell = useViewState(hasShell)
  const words = ACCESS_WORDS[kind]
  const openShell = () => {
    const ask = () => view.command({ type: "open-terminal", cols: 80, rows: 24 })
    firstShell(view, language, ask).catch(report)
  }
  const answer = (allow: boolean) => {
    send({ type: "answer-access", access: id, allow })
    if (allow && kind === "terminal" && !shell) openShell()
  }
  if (status === "granted")
    return (
      <Card
        name={name}
        does={words.does}
        at={at}
        actions={<Button onClick={() => send({ type: "end-access", access: id })}>End it</Button>}
      >
        {kind === "terminal" && !shell && (
          <p className="text-12 text-ink-2">
            No terminal is open.{" "}
            <button
              type="button"
              disabled={!running}
              className="text-candidate underline"
              onClick={openShell}
            >
              Open one
            </button>
          </p>
        )}
      </Card>
    )
  return (
    <Card name={name} does={words.asks} at={at}>
      <p className="text-12 text-ink-2">
        What they type shows as theirs. You can end it at any time.
        {kind === "terminal" && !shell && " A terminal is opened for it."}
      </p>
      <div className="mt-1 flex gap-1.5">
        {[true, false].map((allow) => (
          <Button key={`${allow}`} disabled={!running} onClick={() => answer(allow)}>
            {allow ? "Allow" : "Decline"}
          </Button>
        ))}
      </div>
    </Card>
  )
}
