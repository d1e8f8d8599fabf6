/** Puts together what a team needs around its interviews: people, questions, assessments, mail, webhooks, upkeep. */
import { createAccounts } from "../accounts/accounts.ts"
import { createAudit } from "../accounts/audit.ts"
import { createKeys } from "../accounts/keys.ts"
import { createMembers } from "../accounts/members.ts"
import { createTeamInvitations } from "../accounts/team-invitations.ts"
import { createAssessments } from "../assessments/assessments.ts"
import { createInvitations } from "../assessments/invitations.ts"
import { createLetters } from "../assessments/letters.ts"
import { createOpening } from "../assessments/opening.ts"
import { createPost } from "../assessments/post.ts"
import { createAccess } from "../http/access.ts"
import { createGuesses } from "../http/guesses.ts"
import { createJobs } from "../jobs/pg-boss.ts"
import { readBuiltIn } from "../library/built-in.ts"
import { createChecks } from "../library/checks.ts"
import { createEditing } from "../library/editing.ts"
import { createLibrary } from "../library/library.ts"
import { createSmtpMailer } from "../mail/smtp.ts"
import { createSuiteRunner } from "../questions/suite.ts"
import { createRetention } from "../retention/retention.ts"
import { createHealth } from "../settings/health.ts"
import { ssoOf } from "../settings/settings.ts"
import { createWebhooks } from "../webhooks/webhooks.ts"
import type { Ground } from "./ground.ts"
import type { InterviewParts } from "./interviews.ts"

/** `log` tells of built-in questions that cannot be offered. */
export async function composeTeam(
  ground: Ground,
  { questions, adapters, models, registry }: InterviewParts,
  log: (message: string) => void,
) {
  const { config, installation, store, engine, secrets, settings, clock, scope, origin, onProblem } = ground
  const mail = createSmtpMailer(() => settings.chosen.mail)
  const audit = createAudit(store.accounts.audit, clock)
  const sso = () => ssoOf(settings.chosen)
  const accounts = createAccounts({ store: store.accounts, secrets, mail, audit, origin, sso, onProblem })
  const members = createMembers(accounts, store.accounts)
  const teamInvitations = createTeamInvitations({ accounts, secrets, clock, origin })
  const keys = createKeys(accounts)
  const guesses = createGuesses(clock)
  const access = createAccess({ links: store.links, sessions: store.sessions, accounts, guesses, clock })

  const library = createLibrary({
    store: store.library,
    questions,
    builtIn: await readBuiltIn(installation.questions, log),
    clock,
  })
  const editing = createEditing({ store: store.library, blobs: store.blobs, library, questions, clock })
  const checks = createChecks({
    store: store.library,
    runSuite: createSuiteRunner({ engine, adapters, clock }),
    obstacles: async () => (await engine.probe()).problems,
    clock,
    onProblem,
  })
  scope.add(() => checks.close())

  const days = () => settings.chosen.retention?.days ?? null
  const assessments = createAssessments({ store: store.assessments, library, clock, days })
  const jobs = createJobs((text, values) => store.sql(text, values), onProblem)
  scope.add(() => jobs.close())
  const post = createPost({
    mail,
    jobs,
    store: store.assessments.invitations,
    letterOf: createLetters({ assessments, secrets, origin }),
    clock,
  })
  const invitations = createInvitations({
    store: store.assessments,
    assessments,
    post,
    secrets,
    origin,
    clock,
  })
  const opening = createOpening({ store, library, questions, secrets, clock, days })

  const webhooks = createWebhooks({
    store: store.webhooks,
    journal: store.journal,
    jobs,
    secrets,
    clock,
    origin,
    insideAllowed: config.webhooksInside,
    onProblem,
  })
  scope.add(() => webhooks.close())
  const retention = createRetention({
    store: store.retention,
    audit: store.accounts.audit,
    jobs,
    registry,
    clock,
    days,
    onProblem,
  })
  const health = createHealth({
    store,
    engine,
    jobs,
    clock,
    version: installation.version,
    modelName: () => models.open({ id: "", hints: [] }).label.name,
  })
  scope.add(health.close)

  return {
    mail,
    audit,
    accounts,
    members,
    teamInvitations,
    keys,
    guesses,
    access,
    library,
    editing,
    checks,
    assessments,
    invitations,
    opening,
    webhooks,
    retention,
    health,
  }
}
