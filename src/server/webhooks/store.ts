/** What webhooks ask of the database. */
import type { Delivery, NewWebhook, Webhook } from "../../protocol/webhooks.ts"

/** An endpoint with what only the sender may know. */
export interface StoredWebhook extends Webhook {
  organization: string
  /** As `Secrets.seal` made it. */
  secret: string
}

/** A delivery with where its event stands in the journal; null for a test. */
export interface StoredDelivery extends Delivery {
  webhook: string
  seq: number | null
}

export type Tried = Pick<Delivery, "state" | "attempts" | "status" | "problem" | "triedAt" | "nextAt">

export interface WebhookStore {
  list(organization: string): Promise<Webhook[]>
  /** Null for none of that team's. */
  get(organization: string, id: string): Promise<StoredWebhook | null>
  create(webhook: StoredWebhook): Promise<void>
  /** `tellsFrom` (ms): of what was before it is told nothing; null leaves that as it was. */
  update(organization: string, id: string, to: NewWebhook, tellsFrom: number | null): Promise<boolean>
  setSecret(organization: string, id: string, secret: string): Promise<boolean>
  remove(organization: string, id: string): Promise<boolean>
  /** Whether anybody is to be told anything. */
  any(): Promise<boolean>
  /**
   * Writes down what is to be told of the journal's events since `since` (ms) and was not, each once whoever asks, and
   * answers the new deliveries' ids. An endpoint is told nothing of before it was made, switched on, or asked for that.
   */
  owe(since: number, now: number): Promise<string[]>
  /** A test, due now. */
  owe1(webhook: string, id: string, now: number): Promise<void>
  /** Waiting, and due before `before`: what a server that died has left. */
  overdue(before: number): Promise<string[]>
  /** Takes one that waits and is due, so that no other server sends it at the same time; false when it is not to be had. */
  claim(id: string, now: number, until: number): Promise<boolean>
  /** With the endpoint it goes to. */
  delivery(id: string): Promise<{ delivery: StoredDelivery; webhook: StoredWebhook } | null>
  tried(id: string, outcome: Tried): Promise<void>
  /** Newest first, those before `before` (ms). */
  deliveries(webhook: string, limit: number, before?: number): Promise<Delivery[]>
}
