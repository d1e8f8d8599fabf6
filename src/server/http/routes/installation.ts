/** The installation as a whole: what is set, whether it works, and how it is. */
import { z } from "zod"
import { AppError } from "../../../protocol/errors.ts"
import {
  HealthReply,
  MailChoice,
  ModelChoice,
  RetentionChoice,
  SettingsReply,
  SsoChoice,
  Trial,
} from "../../../protocol/settings.ts"
import type { Choice, Topic } from "../../../protocol/settings.ts"
import type { Accounts } from "../../accounts/accounts.ts"
import type { Audit } from "../../accounts/audit.ts"
import { SSO_PROVIDER } from "../../accounts/better-auth.ts"
import { askForAWord } from "../../agent/model/ask.ts"
import { ModelError } from "../../agent/model/model.ts"
import type { ModelSettings } from "../../agent/model/source.ts"
import type { Mailer } from "../../mail/mailer.ts"
import type { SandboxEngine } from "../../sandbox/engine.ts"
import type { Health } from "../../settings/health.ts"
import { changedFields, modelOf } from "../../settings/settings.ts"
import type { Settings } from "../../settings/settings.ts"
import { from, teamRoute } from "../route.ts"
import type { Asker, Route } from "../route.ts"
import type { FastifyRequest } from "fastify"

export interface InstallationParts {
  settings: Settings
  /** What the environment says; it stands. */
  environmentModel: ModelSettings
  engine: SandboxEngine
  mail: Mailer
  accounts: Pick<Accounts, "forgetProvider">
  audit: Audit
  health: Health
  origin(): string
}

function isSameProvider(before: SsoChoice | null, now: SsoChoice | null): boolean {
  return before?.issuer === now?.issuer && before?.clientId === now?.clientId
}

const TRIAL_MS = 30_000

export function installationRoutes(parts: InstallationParts): Route[] {
  const { settings, environmentModel, engine, mail, accounts, audit, health, origin } = parts

  async function set<T extends Topic>(asker: Asker, request: FastifyRequest, topic: T, choice: Choice<T>) {
    const before = settings.chosen[topic]
    await settings.set(topic, choice)
    const detail = { changed: changedFields(before, settings.chosen[topic]).join(", ") }
    await audit(asker, { action: "settings.changed", target: topic, detail, ...from(request) })
    return reply()
  }

  async function reply(): Promise<SettingsReply> {
    const { model, mail, sso, retention } = settings.chosen
    const used = modelOf(settings.chosen, environmentModel)
    const { problems } = await engine.probe()
    const { isolation, memory, diskQuota, egressAllowlist } = engine.caps
    const callback = `${origin()}/api/auth/callback/${SSO_PROVIDER}`
    return SettingsReply.parse({
      model: {
        from: environmentModel.kind !== "coach" ? "environment" : model ? "page" : "default",
        kind: used.kind,
        ...(used.kind === "coach"
          ? { baseUrl: null, model: null, outputTokens: null, hasKey: false }
          : { ...used, hasKey: used.apiKey !== null }),
      },
      mail: mail && { ...mail, hasPassword: (mail.password ?? "") !== "" },
      sso: sso && { ...sso, hasSecret: (sso.clientSecret ?? "") !== "", callback },
      ssoCallback: callback,
      retention: retention ?? { days: null },
      sandbox: { engine: "local", isolation, memory, diskQuota, egressAllowlist, problems },
    })
  }

  return [
    teamRoute({
      method: "GET",
      path: "/api/settings",
      summary: "What is set in the installation; keys are told to nobody",
      reply: SettingsReply,
      handle: async () => reply(),
    }),
    teamRoute({
      method: "PUT",
      path: "/api/settings/model",
      summary: "The agent's model; a key that is left out stays as it was",
      body: ModelChoice,
      reply: SettingsReply,
      handle: ({ asker, request, body }) => set(asker, request, "model", body),
    }),
    teamRoute({
      method: "PUT",
      path: "/api/settings/mail",
      summary: "The mail server; a password that is left out stays as it was",
      body: z.object({ mail: MailChoice.nullable() }),
      reply: SettingsReply,
      handle: ({ asker, request, body }) => set(asker, request, "mail", body.mail),
    }),
    teamRoute({
      method: "PUT",
      path: "/api/settings/sso",
      summary: "The identity provider; a secret that is left out stays as it was",
      body: z.object({ sso: SsoChoice.nullable() }),
      reply: SettingsReply,
      async handle({ asker, request, body: { sso } }) {
        if (!isSameProvider(settings.chosen.sso, sso)) await accounts.forgetProvider()
        return set(asker, request, "sso", sso)
      },
    }),
    teamRoute({
      method: "PUT",
      path: "/api/settings/retention",
      summary: "How long interviews are kept",
      body: RetentionChoice,
      reply: SettingsReply,
      handle: ({ asker, request, body }) => set(asker, request, "retention", body),
    }),
    teamRoute({
      method: "POST",
      path: "/api/settings/model/try",
      summary: "Asks the model for one word",
      reply: Trial,
      async handle(): Promise<Trial> {
        const used = modelOf(settings.chosen, environmentModel)
        if (used.kind === "coach")
          return { ok: true, message: "No language model is connected: the built-in coach answers." }
        const signal = AbortSignal.timeout(TRIAL_MS)
        try {
          const seconds = ((await askForAWord(used, signal)) / 1_000).toFixed(1)
          return { ok: true, message: `${used.model} answered after ${seconds} s.` }
        } catch (failure) {
          if (signal.aborted)
            return { ok: false, message: `${used.model} did not answer in ${TRIAL_MS / 1_000} s.` }
          if (!(failure instanceof ModelError)) throw failure
          return { ok: false, message: failure.message }
        }
      },
    }),
    teamRoute({
      method: "POST",
      path: "/api/settings/mail/try",
      summary: "Sends a mail to the person who asks",
      reply: Trial,
      async handle({ asker }): Promise<Trial> {
        if (asker.who.kind !== "user") throw new AppError("role-needed", "A key has no address: sign in.")
        const { name, email } = asker.who
        const text = "Mail from InterviewLM reaches you."
        return mail.send({ to: { name, address: email }, subject: "Mail from InterviewLM works", text }).then(
          () => ({ ok: true, message: `The mail server took a mail to ${email}.` }),
          (failure: unknown) => ({
            ok: false,
            message: failure instanceof Error ? failure.message : String(failure),
          }),
        )
      },
    }),
    teamRoute({
      method: "GET",
      path: "/api/health",
      summary: "How the installation is: sandboxes, queue, database, model",
      reply: HealthReply,
      async handle({ asker }) {
        return health.read(asker.team.id)
      },
    }),
  ]
}
