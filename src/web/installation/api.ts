/** What the pages of the installation ask for. */
import { z } from "zod"
import { HealthReply, SettingsReply, Trial } from "../../protocol/settings.ts"
import type { Choice, Topic } from "../../protocol/settings.ts"
import { Delivery, Webhook } from "../../protocol/webhooks.ts"
import type { NewWebhook } from "../../protocol/webhooks.ts"
import { get, send } from "../console/api.ts"

export const fetchSettings = () => get("/api/settings", SettingsReply)
export const fetchHealth = () => get("/api/health", HealthReply)

/** Rejects with `ProblemError`. */
export function saveSettings<T extends Topic>(topic: T, choice: Choice<T>): Promise<SettingsReply> {
  const body = topic === "mail" || topic === "sso" ? { [topic]: choice } : choice
  return send("PUT", `/api/settings/${topic}`, body, SettingsReply)
}

export const trySettings = (topic: "model" | "mail") => send("POST", `/api/settings/${topic}/try`, {}, Trial)

const path = (id: string): string => `/api/webhooks/${encodeURIComponent(id)}`
const Secret = z.object({ secret: z.string() })

export const fetchWebhooks = async () =>
  (await get("/api/webhooks", z.object({ webhooks: z.array(Webhook) }))).webhooks
export const createWebhook = (wanted: NewWebhook) =>
  send("POST", "/api/webhooks", wanted, Webhook.extend(Secret.shape))
export const updateWebhook = (id: string, to: NewWebhook) => send("PUT", path(id), to, Webhook)
export const removeWebhook = (id: string) => send("DELETE", path(id))
export const fetchSecret = async (id: string) => (await get(`${path(id)}/secret`, Secret)).secret
export const changeSecret = async (id: string) =>
  (await send("POST", `${path(id)}/secret`, {}, Secret)).secret
export const testWebhook = (id: string) => send("POST", `${path(id)}/test`, {})
export const fetchDeliveries = async (id: string) =>
  (await get(`${path(id)}/deliveries`, z.object({ deliveries: z.array(Delivery) }))).deliveries
export const sendAgain = (id: string, delivery: string) =>
  send("POST", `${path(id)}/deliveries/${encodeURIComponent(delivery)}/again`, {})
