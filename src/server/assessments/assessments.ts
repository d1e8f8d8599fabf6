/** What a team sets up for its candidates. */
import { randomBytes } from "node:crypto"
import type {
  Assessment,
  AssessedQuestion,
  AssessmentSettings,
  ListedAssessment,
} from "../../protocol/assessments.ts"
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { QuestionLibrary } from "../library/library.ts"
import { lookUp, lookUpAmong, lengthOf, notesOn } from "./questions.ts"
import type { AssessmentStore, StoredAssessment } from "./store.ts"

/** In which team, and who: their name is kept with what they do. */
export interface By {
  readonly organization: string
  readonly name: string
}

type Wanted = Pick<StoredAssessment, "title" | "settings">

/** Each throws `AppError` not-found for what the team does not have, and what is named beside it. */
export interface Assessments {
  list(organization: string): Promise<ListedAssessment[]>
  get(organization: string, id: string): Promise<Assessment>
  /** bad-request for a question that cannot be asked; too-many */
  create(by: By, wanted: Wanted): Promise<Assessment>
  /** bad-request for a question that cannot be asked; changed-since */
  change(by: By, id: string, revision: number, wanted: Wanted): Promise<Assessment>
  /** A copy to change; too-many */
  duplicate(by: By, id: string): Promise<Assessment>
  setArchived(by: By, id: string, archived: boolean): Promise<Assessment>
}

interface AssessmentParts {
  store: AssessmentStore
  library: Pick<QuestionLibrary, "published" | "publishedAmong">
  clock: Clock
  /** How long this installation keeps records; null for no end. */
  days(): number | null
}

export const newId = (): string => randomBytes(9).toString("hex")

export function createAssessments({ store, library, clock, days }: AssessmentParts): Assessments {
  async function find(organization: string, id: string): Promise<StoredAssessment> {
    const found = await store.get(organization, id)
    if (!found) throw new AppError("not-found")
    return found
  }

  async function look(organization: string, settings: AssessmentSettings): Promise<AssessedQuestion[]> {
    return (await lookUp(library, organization, settings)).map(({ told }) => told)
  }

  async function tell({ organization, ...assessment }: StoredAssessment): Promise<Assessment> {
    const questions = await look(organization, assessment.settings)
    const { settings } = assessment
    const minutes = lengthOf(settings, questions)
    return { ...assessment, questions, minutes, installationDays: days(), notes: notesOn(settings) }
  }

  async function mustBeAskable(organization: string, settings: AssessmentSettings): Promise<void> {
    const questions = await look(organization, settings)
    const at = questions.findIndex(({ problem }) => problem !== null)
    if (at !== -1) throw new AppError("bad-request", `settings.questions.${at}: ${questions[at]?.problem}`)
  }

  async function add({ organization, name }: By, wanted: Wanted): Promise<Assessment> {
    const now = clock.now()
    if ((await store.list(organization)).length >= LIMITS.assessments.count)
      throw new AppError("too-many", `A team has at most ${LIMITS.assessments.count} assessments.`)
    const made = { ...wanted, id: newId(), organization, revision: 1, createdAt: now, changedAt: now }
    const stored = { ...made, changedBy: name, archivedAt: null }
    await store.create(stored)
    return tell(stored)
  }

  return {
    async list(organization) {
      const all = await store.list(organization)
      // Only where no length is set do the questions say it.
      const unset = all.filter(({ settings }) => settings.minutes === null)
      const ids = new Set(unset.flatMap(({ settings }) => settings.questions.map(({ id }) => id)))
      const published = await library.publishedAmong(organization, ids)
      return all.map(({ settings, createdAt: _made, organization: _own, revision: _revision, ...rest }) => ({
        ...rest,
        questions: settings.questions.length,
        minutes: lengthOf(
          settings,
          lookUpAmong(published, settings).map(({ told }) => told),
        ),
        practice: settings.practice,
      }))
    },

    get: async (organization, id) => tell(await find(organization, id)),

    async create(by, wanted) {
      await mustBeAskable(by.organization, wanted.settings)
      return add(by, wanted)
    },

    async change({ organization, name }, id, revision, { title, settings }) {
      const before = await find(organization, id)
      await mustBeAskable(organization, settings)
      const stamp = { changedAt: clock.now(), changedBy: name }
      const after = { ...before, title, settings, revision: revision + 1, ...stamp }
      if (!(await store.change(after))) throw new AppError("changed-since")
      return tell(after)
    },

    async duplicate(by, id) {
      const { title, settings } = await find(by.organization, id)
      return add(by, { title: copyTitle(title), settings })
    },

    async setArchived({ organization }, id, archived) {
      const found = await find(organization, id)
      const archivedAt = archived ? (found.archivedAt ?? clock.now()) : null
      await store.setArchived(id, archivedAt)
      return tell({ ...found, archivedAt })
    },
  }
}

/** `Backend (copy)`, within what a title may have. */
export function copyTitle(title: string): string {
  return `${title.slice(0, 113)} (copy)`
}
