import type { EditorState } from "@codemirror/state"
import { useNavigate, useParams, useSearch, useBlocker } from "@tanstack/react-router"
import Circle from "lucide-react/icons/circle"
import { useMemo, useState } from "react"
import { z } from "zod"
import { MANIFEST } from "../../core/question.ts"
import type { Check, QuestionDetail } from "../../protocol/library.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { usePageCommands } from "../console/commands.ts"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { Badge, Status } from "../ui/Status.tsx"
import { Tooltip } from "../ui/Tooltip.tsx"
import { announce, report, toast } from "../ui/toasts.tsx"
import { useSaveKey } from "../ui/use-form.ts"
import { askCheck, cancelCheck, isUnderWay, tryQuestion, useCheck, useQuestion, useTold } from "./api.ts"
import { CheckTab } from "./CheckTab.tsx"
import { ConflictDialog } from "./ConflictDialog.tsx"
import { FilesTab } from "./FilesTab.tsx"
import { PreviewTab } from "./PreviewTab.tsx"
import { PublishDialog } from "./PublishDialog.tsx"
import { QuestionMenu } from "./QuestionMenu.tsx"
import { QuestionSearch } from "./search.ts"
import { StatementTab } from "./StatementTab.tsx"
import { EditingProvider, useQuestionEditing } from "./use-editing.ts"
import { useCopy } from "./use-copy.ts"
import { VersionsTab } from "./VersionsTab.tsx"
import { CHECK_TONES, STATUS_NAMES, STATUS_TONES } from "./words.ts"

const Params = z.object({ question: z.string(), tab: z.string().optional() })
const Tab = z.enum(["files", "statement", "preview", "check", "versions"]).catch("files")

/** One question of the library: its files, its statement, its check and its versions. */
export function QuestionPage() {
  const { question: id, tab } = Params.parse(useParams({ strict: false }))
  const query = useQuestion(id)
  const trail = [{ href: "/questions", label: "Questions" }]
  if (query.error && !query.data)
    return (
      <ConsolePage title="Question" trail={trail}>
        <ErrorState error={query.error} retry={query.refetch} />
      </ConsolePage>
    )
  if (!query.data)
    return (
      <ConsolePage title="Question" trail={trail}>
        <Loading text="Loading the question" />
      </ConsolePage>
    )
  return <Opened key={id} question={query.data} tab={Tab.parse(tab)} />
}

function whyReadOnly({ origin, status }: QuestionDetail, may: boolean): string | null {
  if (origin === "built-in") return may ? "Built-in: make a copy to edit it" : "Built-in"
  if (!may) return "Your role lets you look"
  return status === "archived" ? "Archived: restore it to edit it" : null
}

function Opened({ question, tab }: { question: QuestionDetail; tab: z.infer<typeof Tab> }) {
  const { id, title, status, version, origin } = question
  const assessor = useMay("assessor")
  const readOnly = whyReadOnly(question, assessor)
  const editing = useQuestionEditing(question, readOnly)
  const { dirty, saving, save } = editing
  const search = QuestionSearch.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  const check = useCheck(id, question.check)
  const told = useTold()
  const copy = useCopy()
  const [publishing, setPublishing] = useState(false)
  // oxlint-disable-next-line react/exhaustive-deps -- another question has other files
  const states = useMemo(() => new Map<string, EditorState>(), [id])
  const own = readOnly === null
  const running = isUnderWay(check)
  const passed = check?.state === "passed" && check.digest === question.digest && dirty.length === 0
  const current = dirty.length === 0 && question.status === "published"

  async function startCheck(): Promise<void> {
    if (!own || running) return
    if (dirty.length > 0 && !(await save())) return
    await navigate({ href: `/questions/${id}/check` })
    const asked = await askCheck(id)
    told.check(id, asked)
    announce("The check has begun")
  }
  async function openAsCandidate(): Promise<void> {
    const page = window.open("", "_blank")
    try {
      if (dirty.length > 0 && !(await save())) throw new Error("not saved")
      const { path } = await tryQuestion(id)
      if (page) page.location.href = path
      else
        toast("The browser kept the new tab from opening.", {
          detail: "Allow it, and try again.",
          tone: "problem",
        })
    } catch (failure) {
      page?.close()
      throw failure
    }
  }
  const publish = () => setPublishing(true)
  useSaveKey(() => void (dirty.length > 0 && save()))
  usePageCommands([
    own && { label: "Check the question", keys: "c", run: () => void startCheck().catch(report) },
    own && passed && !current && { label: "Publish the draft", run: publish },
    assessor && { label: "Try it as a candidate", run: () => void openAsCandidate().catch(report) },
  ])

  const base = `/questions/${id}`
  return (
    <EditingProvider value={editing}>
      <ConsolePage
        fill
        title={title}
        heading={
          <span className="flex min-w-0 items-center gap-3">
            <span className="truncate">{title}</span>
            <span className="flex shrink-0 items-center gap-2 text-13 font-normal">
              {origin === "built-in" ? (
                <Badge>built-in</Badge>
              ) : (
                <Status tone={STATUS_TONES[status]}>{STATUS_NAMES[status]}</Status>
              )}
              {version !== null && origin !== "built-in" && <Badge>version {version}</Badge>}
            </span>
          </span>
        }
        trail={[{ href: "/questions", label: "Questions" }]}
        tabs={[
          { href: base, label: "Files" },
          { href: `${base}/statement`, label: "Statement" },
          { href: `${base}/preview`, label: "Preview" },
          { href: `${base}/check`, label: "Check", badge: check && <CheckMark state={check.state} /> },
          { href: `${base}/versions`, label: "Versions" },
        ]}
        actions={
          <>
            {own && (dirty.length > 0 || saving) && (
              <Button onClick={() => void save()} disabled={saving}>
                {saving ? "Saving" : `Save ${dirty.length} ${dirty.length === 1 ? "file" : "files"}`}
              </Button>
            )}
            {assessor && <Button onClick={() => void openAsCandidate().catch(report)}>Try it</Button>}
            {own && (
              <>
                <Button
                  look={passed || running ? "outline" : "primary"}
                  aria-disabled={running}
                  onClick={() => void startCheck().catch(report)}
                >
                  {running ? "Checking" : "Check"}
                </Button>
                <PublishButton
                  current={current}
                  hindrance={passed ? null : whyNotYet(check, question, dirty.length > 0)}
                  publish={publish}
                />
              </>
            )}
            {assessor && origin === "built-in" && (
              <Button look="primary" onClick={() => void copy(question).catch(report)}>
                Copy to edit
              </Button>
            )}
            <QuestionMenu question={question} />
          </>
        }
      >
        {tab === "files" && <FilesTab path={search.file ?? MANIFEST} check={check} states={states} />}
        {tab === "statement" && (
          <StatementTab
            as={search.as ?? "form"}
            states={states}
            onAs={(as) =>
              void navigate({ href: `${base}/statement${as === "yaml" ? "?as=yaml" : ""}`, replace: true })
            }
          />
        )}
        {tab === "preview" && <PreviewTab />}
        {tab === "check" && (
          <CheckTab
            check={check}
            start={own ? () => void startCheck().catch(report) : null}
            cancel={() => void cancelCheck(id).then((ended) => told.check(id, ended), report)}
          />
        )}
        {tab === "versions" && <VersionsTab />}
      </ConsolePage>
      <ConflictDialog />
      {publishing && <PublishDialog onClose={() => setPublishing(false)} />}
      <UnsavedGuard id={id} dirty={dirty.length > 0} />
    </EditingProvider>
  )
}

/** Why the draft cannot be published as it is, and what to do. */
function whyNotYet(check: Check | null, { digest, faults }: QuestionDetail, unsaved: boolean): string {
  if (unsaved) return "Save and check the draft first: what is published is what was checked."
  if (faults.length > 0) return "Something is missing or wrong in the folder: the check says what."
  if (isUnderWay(check)) return "The check is under way. It can be published when every claim holds."
  if (check && check.digest === digest)
    return check.state === "faulty"
      ? "The check found claims that do not hold: mend them, and check again."
      : "The last check did not come to its end: check again."
  return check
    ? "The draft has changed since the last check: check it again."
    : "Check the draft first: it can be published when every claim holds."
}

interface PublishProps {
  /** The draft is the latest version. */
  current: boolean
  hindrance: string | null
  publish: () => void
}

/** Grey while it cannot be done; on hover and focus it says why. */
function PublishButton({ current, hindrance, publish }: PublishProps) {
  const why = current ? "This draft is what is published." : hindrance
  const button = (
    <Button
      look={why === null ? "primary" : "outline"}
      aria-disabled={why !== null}
      onClick={() => {
        if (why === null) publish()
        else if (!current) toast("It cannot be published yet.", { detail: why })
      }}
    >
      {current ? "Published" : "Publish"}
    </Button>
  )
  return why === null ? button : <Tooltip label={why}>{button}</Tooltip>
}

function CheckMark({ state }: { state: keyof typeof CHECK_TONES }) {
  const word = { good: "holds", bad: "does not hold", live: "under way" }[CHECK_TONES[state] as string]
  if (!word) return null
  const colour = { good: "text-pass", bad: "text-fail", live: "dot-working" }[CHECK_TONES[state] as string]
  return (
    <>
      <Circle size={8} aria-hidden fill="currentColor" className={colour} />
      <span className="sr-only">{word}</span>
    </>
  )
}

/** Asks whoever leaves the question with something unsaved; its tabs are one page. */
function UnsavedGuard({ id, dirty }: { id: string; dirty: boolean }) {
  const guard = useBlocker({
    shouldBlockFn: ({ next }) => dirty && !`${next.pathname}/`.startsWith(`/questions/${id}/`),
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
    withResolver: true,
  })
  return (
    <Dialog
      open={guard.status === "blocked"}
      onOpenChange={() => guard.reset?.()}
      title="Leave without saving?"
      description="What you typed and did not save goes when you leave."
    >
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={() => guard.reset?.()}>Stay</Button>
        <Button look="danger" onClick={() => guard.proceed?.()}>
          Leave
        </Button>
      </div>
    </Dialog>
  )
}
