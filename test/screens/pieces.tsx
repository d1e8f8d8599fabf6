/** The pieces that the team's pages are made of, in every state, on made-up pages. */
import FileCode from "lucide-react/icons/file-code"
import { useState } from "react"
import { z } from "zod"
import { usePageCommands } from "../../src/web/console/commands.ts"
import { ConsolePage, Section } from "../../src/web/console/ConsolePage.tsx"
import { useMay } from "../../src/web/console/me.ts"
import { Button } from "../../src/web/ui/Button.tsx"
import { Checkbox, RadioCards, Switch } from "../../src/web/ui/choices.tsx"
import type { Column } from "../../src/web/ui/columns.ts"
import { ConfirmDialog } from "../../src/web/ui/ConfirmDialog.tsx"
import { CopyField } from "../../src/web/ui/CopyField.tsx"
import { DataTable } from "../../src/web/ui/DataTable.tsx"
import { Field, FieldSet } from "../../src/web/ui/Field.tsx"
import { KeyValues, Progress, Sparkline } from "../../src/web/ui/figures.tsx"
import { FormFrame } from "../../src/web/ui/FormFrame.tsx"
import { NumberInput, Select, TextArea, TextInput } from "../../src/web/ui/inputs.tsx"
import { MoreMenu } from "../../src/web/ui/Menu.tsx"
import { Popover } from "../../src/web/ui/Popover.tsx"
import { EmptyState, ErrorState, Loading } from "../../src/web/ui/states.tsx"
import { Badge, Status, type StatusTone } from "../../src/web/ui/Status.tsx"
import { TagInput } from "../../src/web/ui/TagInput.tsx"
import { useTableSearch } from "../../src/web/ui/table-search.ts"
import { Tabs } from "../../src/web/ui/tabs.tsx"
import { Ago, DateTime } from "../../src/web/ui/Time.tsx"
import { undoable } from "../../src/web/ui/toasts.tsx"
import { useForm } from "../../src/web/ui/use-form.ts"
import { ProblemError } from "../../src/web/live/session-view.ts"
import { problem } from "../../src/protocol/errors.ts"
import type { TeamScreen } from "./team.tsx"
import { refuses, WAITS } from "./team.tsx"

interface Item {
  id: string
  name: string
  question: string
  level: string
  status: [tone: StatusTone, word: string]
  activity: number[]
  at: number
}

const NAMES = [
  "Robin Okafor",
  "Ana Sousa",
  "Jun Watanabe",
  "Lea Brandt",
  "Tomás Ibarra",
  "Priya Raman",
  "Olu Adeyemi",
]
const QUESTIONS = ["Shared tab", "Alert storms", "Lease queue", "Meter readings in a third format"]
const STATES: Item["status"][] = [
  ["live", "Under way"],
  ["good", "Submitted"],
  ["waiting", "Invited"],
  ["warn", "Needs a person"],
  ["bad", "Not graded"],
  ["quiet", "Expired"],
]

const pick = <T,>(list: readonly T[], index: number): T => list[index % list.length]!

function items(count: number, from = 0): Item[] {
  return Array.from({ length: count }, (_, nth) => {
    const index = nth + from
    return {
      id: `i${index}`,
      name: index < NAMES.length ? pick(NAMES, index) : `${pick(NAMES, index)} ${index}`,
      question: pick(QUESTIONS, index * 3),
      level: pick(["Junior", "Middle", "Senior"], index),
      status: pick(STATES, index * 5),
      activity: Array.from({ length: 18 }, (_, at) =>
        Math.max(0, Math.round(6 * Math.sin((index + 1) * at))),
      ),
      at: Date.now() - (index * index + 1) * 47 * 60_000,
    }
  })
}

const COLUMNS: readonly Column<Item>[] = [
  { id: "name", header: "Candidate", cell: ({ name }) => name, value: ({ name }) => name },
  { id: "question", header: "Question", cell: ({ question }) => question, value: ({ question }) => question },
  {
    id: "level",
    header: "Level",
    width: 88,
    cell: ({ level }) => <Badge>{level}</Badge>,
    value: ({ level }) => level,
  },
  {
    id: "status",
    header: "Status",
    width: 150,
    cell: ({ status: [tone, word] }) => <Status tone={tone}>{word}</Status>,
    value: ({ status }) => status[1],
  },
  {
    id: "activity",
    header: "Activity",
    width: 96,
    wideOnly: true,
    cell: ({ activity }) => <Sparkline label={`${activity.length} minutes`} values={activity} />,
  },
  {
    id: "at",
    header: "Last act",
    width: 130,
    align: "end",
    largestFirst: true,
    cell: ({ at }) => <Ago at={at} />,
    value: ({ at }) => at,
  },
  {
    id: "more",
    header: "More",
    quiet: true,
    width: 46,
    cell: ({ name }) => (
      <MoreMenu
        label={`More about ${name}`}
        entries={[
          { label: "Copy the link", run: () => undefined },
          { label: "Give more time", run: () => undefined },
          "line",
          { label: "Withdraw", danger: true, run: () => undefined },
        ]}
      />
    ),
  },
]

/** A list page; its rows come and move when an event "more" tells it so. */
function ListPage({
  count,
  error,
  hold,
  whole,
}: {
  count?: number
  error?: boolean
  hold?: boolean
  whole?: boolean
}) {
  const [rows, setRows] = useState(() => (count === undefined ? undefined : items(count)))
  const may = useMay("assessor")
  usePageCommands([may && { label: "New interview", keys: "n", run: () => undefined }])
  return (
    <ConsolePage
      title="Interviews"
      fill
      actions={
        <>
          <Button onClick={() => setRows((now = []) => [...items(2, 500), ...now.slice(1).toReversed()])}>
            Import
          </Button>
          {may && <Button look="primary">New interview</Button>}
        </>
      }
    >
      <DataTable
        noun="interview"
        rows={rows}
        {...(error && { error: new ProblemError(problem("store-unavailable")), retry: () => undefined })}
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        href={({ id }) => `/interviews/${id}`}
        state={useTableSearch("-at")}
        hold={hold ?? false}
        pageSize={whole ? Infinity : 50}
        renderBulk={(chosen, clear) => (
          <Button
            onClick={() => {
              undoable(`${chosen.length} withdrawn.`, () => Promise.resolve())
              clear()
            }}
          >
            Withdraw
          </Button>
        )}
        filters={
          <Select
            className="w-36"
            aria-label="Status"
            value="all"
            onChange={() => undefined}
            choices={[{ value: "all", label: "Every status" }]}
          />
        }
        empty={
          <EmptyState
            icon={<FileCode size={18} aria-hidden />}
            title="No interviews yet"
            action={<Button look="primary">Invite somebody</Button>}
          >
            An interview begins with an invitation: choose an assessment, name the candidate, and send the
            link.
          </EmptyState>
        }
      />
    </ConsolePage>
  )
}

const Settings = z.object({
  name: z.string().trim().min(1),
  about: z.string(),
  minutes: z.number().min(10, "Give at least 10 minutes."),
  language: z.enum(["python", "go"]),
  policy: z.enum(["fixed", "suggest", "automatic"]),
  tags: z.array(z.string()).min(1),
  record: z.boolean(),
  mail: z.boolean(),
})

function FormPage() {
  const form = useForm(
    Settings,
    {
      name: "Backend engineer",
      about: "",
      minutes: 90,
      language: "python",
      policy: "suggest",
      tags: ["payments", "apis"],
      record: true,
      mail: false,
    },
    () => Promise.reject(new ProblemError(problem("bad-request", "name: Another assessment has this name."))),
  )
  return (
    <ConsolePage
      title="Backend engineer"
      heading={
        <span className="flex items-center gap-3">
          Backend engineer <Badge>Draft</Badge>
        </span>
      }
      trail={[{ href: "/assessments", label: "Assessments" }]}
      about="What candidates of this assessment meet; an interview keeps what stood here when it began."
      tabs={[
        { href: "/assessments", label: "Settings" },
        { href: "/assessments/questions", label: "Questions", badge: <Badge>3</Badge> },
        { href: "/assessments/people", label: "Invitations" },
      ]}
      actions={
        <>
          <Button>Preview</Button>
          <Button look="primary">Publish</Button>
        </>
      }
    >
      <FormFrame form={form}>
        <Field label="Name" error={form.errors["name"]}>
          {(control) => <TextInput {...control} {...form.bind("name")} />}
        </Field>
        <Field
          label="Notes for assessors"
          optional
          hint="Candidates never see them."
          error={form.errors["about"]}
        >
          {(control) => <TextArea {...control} {...form.bind("about")} placeholder="What matters here" />}
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label="Time" hint="Extra time is given per candidate." error={form.errors["minutes"]}>
            {(control) => (
              <NumberInput
                {...control}
                unit="minutes"
                value={form.values.minutes}
                onChange={(to) => form.set("minutes", to ?? 0)}
              />
            )}
          </Field>
          <Field label="Language" error={form.errors["language"]}>
            {(control) => (
              <Select
                {...control}
                {...form.bind("language")}
                choices={[
                  { value: "python", label: "Python" },
                  { value: "go", label: "Go" },
                ]}
              />
            )}
          </Field>
        </div>
        <FieldSet legend="Level of help">
          <RadioCards
            row
            label="Level of help"
            {...form.bind("policy")}
            choices={[
              { value: "fixed", label: "Fixed", hint: "It stays as it begins." },
              { value: "suggest", label: "Suggested", hint: "An assessor is told when another fits better." },
              { value: "automatic", label: "Automatic", hint: "It changes by the policy, and says so." },
            ]}
          />
        </FieldSet>
        <Field label="Tags" error={form.errors["tags"]}>
          {(control) => (
            <TagInput
              {...control}
              value={form.values.tags}
              onChange={(tags) => form.set("tags", tags)}
              suggestions={["go"]}
            />
          )}
        </Field>
        <div>
          <Checkbox
            label="Keep the terminal's output"
            hint="As part of the record, for 90 days."
            checked={form.values.record}
            onChange={(to) => form.set("record", to)}
          />
          <Switch
            label="Tell assessors by mail"
            hint="When an interview of theirs begins."
            checked={form.values.mail}
            onChange={(to) => form.set("mail", to)}
          />
        </div>
      </FormFrame>
    </ConsolePage>
  )
}

function PiecesPage() {
  const [tab, setTab] = useState<"one" | "two">("one")
  const [asked, setAsked] = useState(false)
  const [now] = useState(() => Date.now())
  return (
    <ConsolePage
      title="Settings"
      actions={
        <Button look="danger" onClick={() => setAsked(true)}>
          Delete the team
        </Button>
      }
    >
      <Section title="Invitation" about="Whoever has the link can open it once.">
        <div className="flex max-w-140 flex-col gap-3">
          <CopyField label="Link" text="https://interviews.northwind.example/join/7fQ2mZ0cTq9aLw" />
          <KeyValues
            items={[
              ["Made", <DateTime key="made" at={now - 86_400_000} />],
              ["Expires", <Ago key="expires" at={now + 6 * 86_400_000} />],
              ["Role", "Assessor"],
            ]}
          />
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {STATES.map(([tone, word]) => (
              <Status key={word} tone={tone}>
                {word}
              </Status>
            ))}
          </div>
          <Progress label="12 of 30 imported" value={0.4} />
          <Sparkline label="Activity" values={[0, 1, 4, 2, 6, 3, 0, 0, 5]} colour="fill-agent" />
          <div>
            <Popover label="Filters" trigger={<Button>Filters</Button>}>
              <Checkbox label="Only mine" checked onChange={() => undefined} />
            </Popover>
          </div>
        </div>
      </Section>
      <Tabs
        label="States"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "one", label: "Loading", content: <Loading text="Loading the settings" /> },
          {
            value: "two",
            label: "Failed",
            content: <ErrorState small error={null} retry={() => undefined} />,
          },
        ]}
      />
      {asked && (
        <ConfirmDialog
          title="Delete the team?"
          description="Its questions, assessments and interviews go with it. This cannot be undone."
          act="Delete the team"
          typed="Northwind"
          onConfirm={() => Promise.resolve()}
          onClose={() => setAsked(false)}
        />
      )}
    </ConsolePage>
  )
}

const list = (page: TeamScreen["page"], search = ""): TeamScreen => ({
  address: `/interviews${search}`,
  page,
})

export const PIECES: Record<string, TeamScreen> = {
  "ui-table": list(() => <ListPage count={38} hold />),
  "ui-table-many": list(() => <ListPage count={3_000} whole />),
  "ui-table-pages": list(() => <ListPage count={130} />, "?page=2&sort=name"),
  "ui-table-loading": list(() => <ListPage />),
  "ui-table-failed": list(() => <ListPage error />),
  "ui-table-empty": list(() => <ListPage count={0} />),
  "ui-table-no-match": list(() => <ListPage count={38} />, "?q=zebra"),
  "ui-form": { address: "/assessments", page: FormPage },
  "ui-pieces": { address: "/settings", page: PiecesPage },
  "console-stranger": { ...list(() => <ListPage />), answers: { "GET /api/me": refuses("not-signed-in") } },
  "console-viewer": { ...list(() => <ListPage count={6} />), role: "viewer" },
  "console-waiting": { ...list(() => <ListPage />), answers: { "GET /api/me": WAITS } },
  "console-failed": { ...list(() => <ListPage />), answers: { "GET /api/me": refuses("forbidden") } },
  "console-no-team": {
    ...list(() => <ListPage />),
    answers: {
      "GET /api/me": {
        user: { id: "u1", name: "Mira", email: "mira@northwind.example", twoFactor: false },
        team: null,
        teams: [],
      },
    },
  },
}
