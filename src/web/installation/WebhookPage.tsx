import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import { ConsolePage, Section } from "../console/ConsolePage.tsx"
import { Button } from "../ui/Button.tsx"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { useGo } from "../ui/Link.tsx"
import { EmptyState, ErrorState, Loading } from "../ui/states.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { report, toast } from "../ui/toasts.tsx"
import { problem } from "../../protocol/errors.ts"
import { ProblemError } from "../live/session-view.ts"
import {
  changeSecret,
  fetchDeliveries,
  fetchSecret,
  fetchWebhooks,
  removeWebhook,
  sendAgain,
  testWebhook,
} from "./api.ts"
import { deliveryColumns } from "./delivery-columns.tsx"
import { WebhookForm } from "./WebhooksPage.tsx"
import { EVENT_WORDS } from "./words.ts"

const LOOK_AGAIN_MS = 3_000
/** Four lines of the last answer, which tells whoever mends the receiver what to do. */
const ROW_HEIGHT = 72

/** One webhook: where it goes, its secret, and what it told. */
export function WebhookPage() {
  const { id = "" } = useParams({ strict: false })
  const webhooks = useQuery({ queryKey: ["webhooks"], queryFn: fetchWebhooks })
  const webhook = webhooks.data?.find((one) => one.id === id)
  const go = useGo()
  const [removing, setRemoving] = useState(false)
  const trail = [
    { href: "/settings", label: "Settings" },
    { href: "/settings/webhooks", label: "Webhooks" },
  ]
  if (!webhook)
    return (
      <ConsolePage title="Webhook" trail={trail}>
        {webhooks.data || webhooks.error ? (
          <ErrorState
            error={webhooks.error ?? new ProblemError(problem("not-found"))}
            retry={webhooks.refetch}
          />
        ) : (
          <Loading text="Reading the webhook" />
        )}
      </ConsolePage>
    )
  const test = (): void => {
    testWebhook(id).then(
      () => toast("A test is on its way.", { detail: "What came of it stands below." }),
      report,
    )
  }
  return (
    <ConsolePage
      title={webhook.url}
      heading={<span className="font-mono text-16">{webhook.url}</span>}
      trail={trail}
      actions={
        <>
          <Button onClick={() => setRemoving(true)}>Remove</Button>
          <Button look="primary" onClick={test}>
            Send a test
          </Button>
        </>
      }
    >
      <Section
        title="Deliveries"
        about="The last hundred. Each is tried again, ever later, for some three days; one to an address that is not allowed is not."
      >
        <Deliveries id={id} />
      </Section>
      <Section title="What it tells, and where">
        <WebhookForm key={JSON.stringify(webhook)} webhook={webhook} />
      </Section>
      <Section title="Signing secret" about="Your program checks each message's signature with it.">
        <Secret id={id} />
      </Section>
      {removing && (
        <ConfirmDialog
          title="Remove this webhook?"
          description="Its secret and the log of what it told go with it. This cannot be undone."
          act="Remove"
          onConfirm={async () => {
            await removeWebhook(id)
            await webhooks.refetch()
            go("/settings/webhooks", { replace: true })
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </ConsolePage>
  )
}

function Deliveries({ id }: { id: string }) {
  const deliveries = useQuery({
    queryKey: ["webhooks", id, "deliveries"],
    queryFn: () => fetchDeliveries(id),
    refetchInterval: LOOK_AGAIN_MS,
  })
  const { refetch } = deliveries
  const columns = useMemo(
    () => deliveryColumns((delivery) => sendAgain(id, delivery).then(() => refetch(), report)),
    [id, refetch],
  )
  return (
    <DataTable
      noun="delivery"
      rows={deliveries.data}
      error={deliveries.error}
      retry={deliveries.refetch}
      columns={columns}
      rowId={(row) => row.id}
      rowName={({ event }) => EVENT_WORDS[event]}
      state={useTableSearch("-at")}
      hold
      rowHeight={ROW_HEIGHT}
      empty={
        <EmptyState small title="Nothing was told yet">
          Send a test to see whether your program takes it.
        </EmptyState>
      }
    />
  )
}

function Secret({ id }: { id: string }) {
  const [shown, setShown] = useState(false)
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const key = ["webhooks", id, "secret"]
  const secret = useQuery({ queryKey: key, queryFn: () => fetchSecret(id), enabled: shown })
  const change = useMutation({
    mutationFn: () => changeSecret(id),
    onSuccess: (made) => queries.setQueryData(key, made),
  })
  return (
    <div className="flex max-w-140 flex-col gap-3">
      {secret.data !== undefined && <CopyField label="Signing secret" text={secret.data} />}
      <div className="flex gap-2">
        {!shown && <Button onClick={() => setShown(true)}>Show the secret</Button>}
        <Button onClick={() => setAsking(true)}>Sign with a new one</Button>
      </div>
      {asking && (
        <ConfirmDialog
          title="Sign with a new secret?"
          description="From then on your program refuses messages until it has the new one. The old one cannot be brought back."
          act="Sign with a new one"
          onConfirm={async () => {
            await change.mutateAsync()
            setShown(true)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
