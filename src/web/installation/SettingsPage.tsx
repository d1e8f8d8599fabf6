import { useQuery, useQueryClient } from "@tanstack/react-query"
import type { ReactNode } from "react"
import type { Choice, SettingsReply, Topic } from "../../protocol/settings.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { toast, unsay } from "../ui/toasts.tsx"
import { fetchSettings, saveSettings } from "./api.ts"

export const TABS = [
  { href: "/settings", label: "Model" },
  { href: "/settings/mail", label: "Mail" },
  { href: "/settings/sign-on", label: "Single sign-on" },
  { href: "/settings/retention", label: "Retention" },
  { href: "/settings/webhooks", label: "Webhooks" },
  { href: "/settings/health", label: "Health" },
]

const KEY = ["settings"]
const SAVED = "Saved. It holds from now on."

/** A page of what is set: drawn once it is known how it stands. */
export function SettingsPage({
  about,
  children,
}: {
  about: string
  children: (settings: SettingsReply) => ReactNode
}) {
  const settings = useQuery({ queryKey: KEY, queryFn: fetchSettings })
  return (
    <ConsolePage title="Settings" about={about} tabs={TABS}>
      {settings.error ? (
        <ErrorState error={settings.error} retry={settings.refetch} />
      ) : settings.data ? (
        children(settings.data)
      ) : (
        <Loading text="Reading the settings" />
      )}
    </ConsolePage>
  )
}

/** Saves a topic, and has every page see it. */
export function useSaveSettings() {
  const queries = useQueryClient()
  return async <T extends Topic>(topic: T, choice: Choice<T>): Promise<void> => {
    unsay(SAVED)
    queries.setQueryData(KEY, await saveSettings(topic, choice))
    toast(SAVED)
  }
}
