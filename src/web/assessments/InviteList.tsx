import { useEffect, useState, type DragEvent, type ReactNode } from "react"
import { InvitationList, type Assessment, type ListReport } from "../../protocol/assessments.ts"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { count } from "../ui/format.ts"
import { TextArea } from "../ui/inputs.tsx"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { problemOf } from "../ui/states.tsx"
import { toast } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { inviteList, useMailReady, useRefresh } from "./api.ts"
import { linesLeft } from "./lines-left.ts"
import { LinksMade } from "./LinksMade.tsx"
import { localTime, TermFields, TERMS, termsOf } from "./TermFields.tsx"
import { extraWords } from "./words.ts"

const BLANK = { ...TERMS, csv: "" }
const NO_LINKS: ListReport["links"] = []
const Wanted = termsOf(InvitationList, ({ csv }: typeof BLANK) => ({ csv }))
/** Long enough that a list is asked about once it is pasted, not at each letter. */
const QUIET_MS = 400

interface Props {
  assessment: Assessment
  onClose: () => void
}

/** A list pasted or dropped; who would be invited and what is refused is told before anything is done. */
export function InviteList(props: Props) {
  const [{ links, left }, setTaken] = useState({ links: NO_LINKS, left: BLANK })
  if (links.length > 0 && left.csv === "")
    return (
      <div className="flex flex-col gap-3">
        <LinksMade links={links} />
        <div className="flex justify-end">
          <Button look="primary" onClick={props.onClose}>
            Done
          </Button>
        </div>
      </div>
    )
  return (
    <ListForm
      {...props}
      // What was refused is a form of its own, to be mended and sent.
      key={links.length}
      links={links}
      initial={left}
      onTaken={(made, left) => setTaken({ links: [...links, ...made], left })}
    />
  )
}

interface FormProps extends Props {
  /** Of those who were invited before. */
  links: ListReport["links"]
  initial: typeof BLANK
  onTaken: (links: ListReport["links"], left: typeof BLANK) => void
}

function ListForm({ assessment: { id }, onClose, links, initial, onTaken }: FormProps) {
  const mail = useMailReady()
  const refresh = useRefresh()
  const form = useForm(Wanted, initial, async (list) => {
    const { candidates, refused, sending, links: made } = await inviteList(id, list)
    await refresh()
    toast(
      candidates.length === 0 ? "Nobody was invited." : `${count(candidates.length, "candidate")} invited.`,
      {
        ...(sending > 0 && {
          detail: `${count(sending, "mail")} on the way: the table tells when each is sent.`,
        }),
      },
    )
    const { days, send, scheduledAt } = list
    onTaken(made, { days, send, when: localTime(scheduledAt), csv: linesLeft(list.csv, candidates, refused) })
  })
  const { csv } = form.values
  const { report, problem } = usePreview(id, csv)
  const many = report?.candidates.length ?? 0
  return (
    <FormFrame
      form={form}
      plain
      act={many === 0 ? "Invite" : `Invite ${count(many, "candidate")}`}
      acting="Inviting"
      aside={<Button onClick={onClose}>{links.length > 0 ? "Close" : "Cancel"}</Button>}
    >
      {links.length > 0 && (
        <>
          <LinksMade links={links} />
          <p className="text-13 text-warn">
            The lines below were not taken. Mend them and invite again, or close this.
          </p>
        </>
      )}
      <Drop onText={(text) => form.set("csv", text)}>
        <Field
          label="Candidates"
          error={problem ?? form.errors["csv"]}
          hint="A line each: name, email, and extra time if needed (15 minutes, or 25%). Paste from a spreadsheet, or drop a CSV file here."
        >
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={6}
              spellCheck={false}
              placeholder={"Robin Okafor, robin@example.com\nAna Lima, ana@example.com, 25%"}
              {...form.bind("csv")}
            />
          )}
        </Field>
      </Drop>
      {report && <Preview report={report} />}
      <TermFields form={form} mail={mail} />
    </FormFrame>
  )
}

/** What would come of the list, asked of the server. */
function usePreview(id: string, csv: string): { report: ListReport | null; problem: string | undefined } {
  const [told, setTold] = useState<{ csv: string; report: ListReport | null; problem?: string } | null>(null)
  useEffect(() => {
    if (csv.trim() === "") return
    let gone = false
    const timer = setTimeout(() => {
      inviteList(id, { csv, preview: true }).then(
        (report) => gone || setTold({ csv, report }),
        (error: unknown) =>
          gone || setTold({ csv, report: null, problem: problemOf(error).detail.replace(/^csv: /, "") }),
      )
    }, QUIET_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [id, csv])
  if (csv.trim() === "" || !told) return { report: null, problem: undefined }
  return { report: told.report, problem: told.csv === csv ? told.problem : undefined }
}

function Preview({ report: { candidates, refused, warnings } }: { report: ListReport }) {
  const lines = [
    ...candidates.map(({ line, name, email, extra }) => ({
      line,
      text: [name, email, extraWords(extra)].filter(Boolean).join(", "),
      why: null,
    })),
    ...refused,
  ].toSorted((a, b) => a.line - b.line)
  const shown = lines.filter(({ why }) => why !== null).concat(lines.filter(({ why }) => why === null))
  return (
    <div>
      <output className="mb-1 block text-13">
        <span className="font-medium">{count(candidates.length, "candidate")} to invite</span>
        {refused.length > 0 && (
          <span className="text-fail">, {count(refused.length, "line")} that cannot be taken</span>
        )}
      </output>
      {warnings.map((warning) => (
        <p key={warning} className="mb-1 text-12 text-pretty text-warn">
          {warning}
        </p>
      ))}
      <ScrollRegion label="Lines of the list" className="max-h-40 rounded-md border border-line">
        <ul className="divide-y divide-line text-12">
          {shown.slice(0, 200).map(({ line, text, why }) => (
            <li key={line} className="flex gap-3 px-2 py-1">
              <span className="w-8 shrink-0 text-right text-ink-3 tabular-nums">{line}</span>
              <span className="min-w-0 flex-1">
                <span className={cx("block truncate", why === null ? "text-ink-2" : "font-mono")}>
                  {text}
                </span>
                {why !== null && <span className="block text-fail">{why}</span>}
              </span>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </div>
  )
}

/** Takes a text file that is let go over it. */
function Drop({ onText, children }: { onText: (text: string) => void; children: ReactNode }) {
  const [over, setOver] = useState(false)
  const takes = (event: DragEvent) => event.dataTransfer.types.includes("Files")
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- pasting does the same by key
    <div
      className={cx("rounded-md", over && "outline-2 outline-focus")}
      onDragOver={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(false)
        void event.dataTransfer.files[0]?.text().then(onText)
      }}
    >
      {children}
    </div>
  )
}
