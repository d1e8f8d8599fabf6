/** Where a team's programs are told what happens, and what they were told. */
import { z } from "zod"
import { Delivery, NewWebhook, Webhook } from "../../../protocol/webhooks.ts"
import type { Audit } from "../../accounts/audit.ts"
import type { Webhooks } from "../../webhooks/webhooks.ts"
import { from, pathPart, teamRoute } from "../route.ts"
import type { Route } from "../route.ts"

const Secret = z.object({ secret: z.string() })

export function webhookRoutes({ webhooks, audit }: { webhooks: Webhooks; audit: Audit }): Route[] {
  return [
    teamRoute({
      method: "GET",
      path: "/api/webhooks",
      summary: "The team's webhooks",
      reply: z.object({ webhooks: z.array(Webhook) }),
      handle: async ({ asker }) => ({ webhooks: await webhooks.list(asker.team.id) }),
    }),
    teamRoute({
      method: "POST",
      path: "/api/webhooks",
      summary: "Makes a webhook; the answer has the secret its messages are signed with",
      body: NewWebhook,
      reply: Webhook.extend(Secret.shape),
      async handle({ asker, request, body }) {
        const made = await webhooks.create(asker.team.id, body)
        await audit(asker, { action: "webhook.made", target: body.url, ...from(request) })
        return made
      },
    }),
    teamRoute({
      method: "PUT",
      path: "/api/webhooks/:webhook",
      summary: "Changes where it goes and what it tells",
      body: NewWebhook,
      reply: Webhook,
      async handle({ asker, request, body }) {
        const changed = await webhooks.update(asker.team.id, pathPart(request, "webhook"), body)
        await audit(asker, { action: "webhook.changed", target: body.url, ...from(request) })
        return changed
      },
    }),
    teamRoute({
      method: "DELETE",
      path: "/api/webhooks/:webhook",
      summary: "Removes a webhook and the log of what it told",
      async handle({ asker, request }) {
        const id = pathPart(request, "webhook")
        const target = await webhooks.remove(asker.team.id, id)
        await audit(asker, { action: "webhook.removed", target, ...from(request) })
        return {}
      },
    }),
    teamRoute({
      method: "GET",
      path: "/api/webhooks/:webhook/secret",
      summary: "The secret its messages are signed with",
      reply: Secret,
      handle: async ({ asker, request }) => ({
        secret: await webhooks.secret(asker.team.id, pathPart(request, "webhook")),
      }),
    }),
    teamRoute({
      method: "POST",
      path: "/api/webhooks/:webhook/secret",
      summary: "Signs with a new secret from here on",
      reply: Secret,
      async handle({ asker, request }) {
        const id = pathPart(request, "webhook")
        const { secret, url } = await webhooks.newSecret(asker.team.id, id)
        await audit(asker, { action: "webhook.secret-changed", target: url, ...from(request) })
        return { secret }
      },
    }),
    teamRoute({
      method: "POST",
      path: "/api/webhooks/:webhook/test",
      summary: "Sends a test message",
      status: 202,
      async handle({ asker, request, reply }) {
        await webhooks.test(asker.team.id, pathPart(request, "webhook"))
        return reply.status(202).send({})
      },
    }),
    teamRoute({
      method: "GET",
      path: "/api/webhooks/:webhook/deliveries",
      summary: "What it told, newest first; ask on with `before`",
      query: z.object({ before: z.coerce.number().int().optional() }),
      reply: z.object({ deliveries: z.array(Delivery) }),
      handle: async ({ asker, request, query: { before } }) => ({
        deliveries: await webhooks.deliveries(asker.team.id, pathPart(request, "webhook"), before),
      }),
    }),
    teamRoute({
      method: "POST",
      path: "/api/webhooks/:webhook/deliveries/:delivery/again",
      summary: "Sends a message again",
      status: 202,
      async handle({ asker, request, reply }) {
        const [webhook, delivery] = [pathPart(request, "webhook"), pathPart(request, "delivery")]
        await webhooks.again(asker.team.id, webhook, delivery)
        return reply.status(202).send({})
      },
    }),
  ]
}
