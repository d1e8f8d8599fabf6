import { CONSENT_TEXT } from "../core/consent.ts"
import { AssistancePolicy } from "../protocol/assistance.ts"
import { systemClock } from "./clock.ts"
import type { Composed } from "./compose.ts"
import { findInstallation } from "./installation.ts"
import { readLibrary, type StoredQuestion } from "./questions/library.ts"
import { DEMO_EMAIL, DEMO_SLUG } from "./accounts/accounts.ts"
import { createSession, type NewSession } from "./sessions.ts"

/** The order in which the demo asks the built-in questions. */
const DEMO_QUESTIONS = ["shared-tab", "alert-storms", "lease-queue"]

/** The demo as an interview to be made from the library: as long as its questions say together. */
export function demoInterview(library: readonly StoredQuestion[]): NewSession {
  const chosen = DEMO_QUESTIONS.flatMap((id) => library.filter(({ question }) => question.manifest.id === id))
  const questions = chosen.length > 0 ? chosen : library
  return {
    title: "Demo interview",
    candidate: "Sam Demo",
    minutes: questions.reduce((sum, { question }) => sum + question.manifest.minutes, 0),
    questions,
    consentText: CONSENT_TEXT,
    watchersVisible: true,
    assistance: AssistancePolicy.parse({ context: { company: "Demo company", role: "Software engineer" } }),
  }
}

/** A fresh demo interview of the demo team from the built-in questions: its links, and one to the team's pages. */
export async function createDemo({
  store,
  questions,
  accounts,
  url,
}: Composed): Promise<{ label: string; url: string }[]> {
  const { questions: folder } = await findInstallation()
  const library = (await readLibrary(folder)).flatMap((reading) => (reading.ok ? [reading.stored] : []))
  const organization = await demoTeam({ store, accounts })
  const wanted = { ...demoInterview(library), organization }
  const session = await createSession({ store, questions, clock: systemClock }, wanted)
  return [
    { label: "Candidate", url: url + session.links.candidate },
    { label: "Assessor, live view", url: url + session.links.assessor },
    { label: "The demo team's pages", url: url + (await accounts.signInPath(DEMO_EMAIL, "/live")) },
  ]
}

/** The id of the demo team; it is made the first time, with an owner who signs in by the links of the console alone. */
async function demoTeam({ store, accounts }: Pick<Composed, "store" | "accounts">): Promise<string> {
  const known = await store.accounts.teamBySlug(DEMO_SLUG)
  if (known) return known.id
  const owner = await accounts.createUser({ name: "Dana Demo", email: DEMO_EMAIL, password: null })
  return accounts.createTeam("Demo team", DEMO_SLUG, owner)
}
