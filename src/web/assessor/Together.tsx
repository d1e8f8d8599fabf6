import X from "lucide-react/icons/x"
import type { Access, Asked, Pointed, Said } from "../../core/acts/acts.ts"
import type { AccessKind } from "../../protocol/acts.ts"
import { Card, CardText } from "../acts/Card.tsx"
import { newActId } from "../acts/composing.ts"
import { hasShell } from "../acts/has-shell.ts"
import { ACCESS_WORDS, linesWords } from "../acts/words.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useViewState } from "../workspace/view.ts"
import { Compose } from "./Compose.tsx"
import { useSend } from "./use-send.ts"

/** What goes on between assessors and the candidate: what is sent, taking part, and what was sent and answered. */
export function Together() {
  const acts = useViewState((state) => state.session?.acts)
  const phase = useViewState((state) => state.session?.phase.phase)
  const acting = useViewState((state) => state.you?.role === "assessor")
  if (!acts) return null
  const all = [...acts.said, ...acts.asked, ...acts.pointed].toSorted((a, b) => b.seq - a.seq)
  return (
    <>
      {acting && phase !== "ended" && (
        <>
          <Compose disabled={phase !== "running" && phase !== "paused"} />
          <PaneHeader className="border-t">Taking part</PaneHeader>
          <div className="flex flex-col gap-2 p-3">
            <Part kind="edit" running={phase === "running"} />
            <Part kind="terminal" running={phase === "running"} />
            <Others access={acts.access} />
          </div>
        </>
      )}
      <PaneHeader className={acting ? "border-t" : ""}>Sent and answered</PaneHeader>
      <ScrollRegion label="Sent and answered" className="min-h-40 flex-1 overflow-y-auto p-2">
        {all.length === 0 && (
          <p className="px-1 text-ink-2">
            Messages and questions to the candidate are listed here, with the answers.
          </p>
        )}
        <ul className="flex flex-col gap-2">
          {all.map((one) => (
            <li key={one.id}>
              <One one={one} acting={acting} />
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </>
  )
}

function One({ one, acting }: { one: Said | Asked | Pointed; acting: boolean }) {
  const send = useSend()
  if ("lines" in one)
    return (
      <Card
        name={one.name}
        does={`points at ${linesWords(one.lines, one.path)}`}
        at={one.at}
        actions={
          acting && (
            <IconButton
              label="Take the mark away"
              className="size-6"
              onClick={() => void send({ type: "unpoint", id: one.id })}
            >
              <X size={14} aria-hidden />
            </IconButton>
          )
        }
      >
        {one.text !== "" && <CardText>{one.text}</CardText>}
      </Card>
    )
  if (!("answer" in one))
    return (
      <Card name={one.name} does="wrote" at={one.at}>
        <CardText>{one.text}</CardText>
      </Card>
    )
  return (
    <Card name={one.name} does="asked" at={one.at}>
      <CardText>{one.text}</CardText>
      {one.answer ? (
        <div className="mt-1 border-l-2 border-candidate pl-2.5">
          <p className="text-12 text-ink-2">The candidate answered</p>
          <CardText>{one.answer.text}</CardText>
        </div>
      ) : (
        <p className="text-12 text-ink-3">Not answered yet.</p>
      )}
    </Card>
  )
}

const STATUS_WORDS: Record<Access["status"], string | null> = {
  asked: "Asked; the candidate decides.",
  granted: null,
  declined: "The candidate declined.",
  ended: null,
}

const NO_SHELL = "No terminal is open; the candidate has to open one."

/** Asks for a part, and gives it back. */
function Part({ kind, running }: { kind: AccessKind; running: boolean }) {
  const send = useSend()
  const id = useViewState((state) => state.you?.id)
  const own = useViewState((state) =>
    state.session?.acts.access.find((one) => one.kind === kind && one.by.id === id),
  )
  const words = ACCESS_WORDS[kind]
  const shell = useViewState(hasShell)
  const noShell = kind === "terminal" && own?.status === "granted" && !shell
  const told = noShell ? NO_SHELL : own ? STATUS_WORDS[own.status] : null
  return (
    <div className="flex flex-wrap items-center gap-2">
      {own && (own.status === "asked" || own.status === "granted") ? (
        <Button onClick={() => void send({ type: "end-access", access: own.id })}>
          {own.status === "asked" ? `Take back: ${words.ask}` : words.end}
        </Button>
      ) : (
        <Button
          disabled={!running}
          onClick={() => void send({ type: "ask-access", access: newActId(), kind })}
        >
          {words.ask}
        </Button>
      )}
      <output className="text-12 text-ink-2">{told}</output>
    </div>
  )
}

function Others({ access }: { access: readonly Access[] }) {
  const id = useViewState((state) => state.you?.id)
  const granted = access.filter(({ by, status }) => by.id !== id && status === "granted")
  if (granted.length === 0) return null
  return (
    <ul className="text-12 text-ink-2">
      {granted.map((one) => (
        <li key={one.id}>
          {one.name} {ACCESS_WORDS[one.kind].does.replace("your", "the candidate's")}.
        </li>
      ))}
    </ul>
  )
}
