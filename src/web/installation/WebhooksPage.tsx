import { useQuery, useQueryClient } from "@tanstack/react-query"
import WebhookIcon from "lucide-react/icons/webhook"
import { useState } from "react"
import { NewWebhook, WebhookEvent } from "../../protocol/webhooks.ts"
import type { Webhook } from "../../protocol/webhooks.ts"
import { usePageCommands } from "../console/commands.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { Button } from "../ui/Button.tsx"
import type { Column } from "../ui/columns.ts"
import { Checkbox } from "../ui/choices.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Field, FieldSet } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { EmptyState } from "../ui/states.tsx"
import { Status } from "../ui/Status.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { Ago } from "../ui/Time.tsx"
import { useForm } from "../ui/use-form.ts"
import { createWebhook, fetchWebhooks, updateWebhook } from "./api.ts"
import { TABS } from "./SettingsPage.tsx"
import { EVENT_WORDS } from "./words.ts"

const COLUMNS: readonly Column<Webhook>[] = [
  {
    id: "url",
    header: "Address",
    cell: ({ url }) => <span className="font-mono">{url}</span>,
    value: ({ url }) => url,
  },
  {
    id: "events",
    header: "Tells of",
    value: ({ events }) => events.length,
    cell: ({ events }) => events.map((event) => EVENT_WORDS[event]).join(", "),
    wideOnly: true,
  },
  {
    id: "enabled",
    header: "State",
    width: 120,
    value: ({ enabled }) => (enabled ? 0 : 1),
    cell: ({ enabled }) => <Status tone={enabled ? "live" : "quiet"}>{enabled ? "On" : "Off"}</Status>,
  },
  {
    id: "at",
    header: "Made",
    width: 130,
    largestFirst: true,
    value: ({ at }) => at,
    cell: ({ at }) => <Ago at={at} />,
  },
]

/** Where a team's programs are told what happens in its interviews. */
export function WebhooksPage() {
  const webhooks = useQuery({ queryKey: ["webhooks"], queryFn: fetchWebhooks })
  const [making, setMaking] = useState(false)
  usePageCommands([{ label: "New webhook", keys: "n", run: () => setMaking(true) }])
  const act = (
    <Button look="primary" onClick={() => setMaking(true)}>
      New webhook
    </Button>
  )
  return (
    <ConsolePage
      title="Settings"
      about="Programs of yours are told what happens in interviews, by Standard Webhooks: signed, and sent again until they are taken."
      tabs={TABS}
      fill
      actions={act}
    >
      <DataTable
        noun="webhook"
        rows={webhooks.data}
        error={webhooks.error}
        retry={webhooks.refetch}
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowName={({ url }) => url}
        href={({ id }) => `/settings/webhooks/${id}`}
        state={useTableSearch("url")}
        empty={
          <EmptyState icon={<WebhookIcon size={18} aria-hidden />} title="No webhooks yet" action={act}>
            A webhook tells your applicant tracking system, say, that an interview has ended or been graded.
          </EmptyState>
        }
      />
      {making && <MakeDialog onClose={() => setMaking(false)} />}
    </ConsolePage>
  )
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  async function make(wanted: NewWebhook): Promise<void> {
    setSecret((await createWebhook(wanted)).secret)
    await queries.invalidateQueries({ queryKey: ["webhooks"] })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret === null ? "New webhook" : "The webhook is there"}
      {...(secret !== null && {
        description:
          "Your program checks each message's signature with this secret. It can be read again on the webhook's page.",
      })}
    >
      {secret === null ? (
        <WebhookForm webhook={null} save={make} />
      ) : (
        <div className="mt-2 flex flex-col gap-3">
          <CopyField label="Signing secret" text={secret} />
          <Button look="primary" className="self-end" onClick={onClose}>
            Done
          </Button>
        </div>
      )}
    </Dialog>
  )
}

/** The address and the events of a webhook: a new one's in a dialog, another's on its page. */
export function WebhookForm({
  webhook,
  save,
}: {
  webhook: Webhook | null
  save?: (wanted: NewWebhook) => Promise<void>
}) {
  const queries = useQueryClient()
  const initial = {
    url: webhook?.url ?? "",
    events: webhook?.events ?? (["session.started", "session.ended", "question.graded"] as WebhookEvent[]),
    enabled: webhook?.enabled ?? true,
  }
  const form = useForm(NewWebhook, initial, async (wanted) => {
    if (save) return save(wanted)
    if (webhook) await updateWebhook(webhook.id, wanted)
    await queries.invalidateQueries({ queryKey: ["webhooks"] })
  })
  const { events } = form.values
  return (
    <FormFrame
      form={form}
      plain={!webhook}
      act={webhook ? "Save" : "Make the webhook"}
      acting={webhook ? "Saving" : "Making"}
    >
      <Field label="Address" error={form.errors["url"]}>
        {(control) => (
          <TextInput
            {...control}
            {...form.bind("url")}
            mono
            type="url"
            placeholder="https://example.com/hooks"
            spellCheck={false}
          />
        )}
      </Field>
      <FieldSet legend="Tells of" error={form.errors["events"]}>
        <div className="grid grid-cols-2">
          {WebhookEvent.options.map((event) => (
            <Checkbox
              key={event}
              label={EVENT_WORDS[event]}
              checked={events.includes(event)}
              onChange={(on) =>
                form.set("events", on ? [...events, event] : events.filter((one) => one !== event))
              }
            />
          ))}
        </div>
      </FieldSet>
      {webhook && (
        <Checkbox
          label="On"
          hint="Off, it is told nothing, and nothing is made up for later."
          {...form.bind("enabled")}
          checked={form.values.enabled}
        />
      )}
    </FormFrame>
  )
}
