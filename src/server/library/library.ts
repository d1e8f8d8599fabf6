/** The questions a team has: its own and those that come with the installation. */
import type { ListedQuestion } from "../../protocol/library.ts"
import type { StoredQuestion } from "../questions/library.ts"

export interface QuestionLibrary {
  /** Every question of the team and every built-in one, archived ones too, by title. */
  list(organization: string): Promise<ListedQuestion[]>
  /** The latest published version of a question, or a built-in one; null for one that is none of these. */
  published(organization: string, id: string): Promise<StoredQuestion | null>
}

export function createLibrary({
  builtIn,
}: {
  builtIn: ReadonlyMap<string, StoredQuestion>
}): QuestionLibrary {
  return {
    list: async () => [...builtIn.values()].map(listedBuiltIn).toSorted(byTitle),
    published: async (_organization, id) => builtIn.get(id) ?? null,
  }
}

function listedBuiltIn({ question }: StoredQuestion): ListedQuestion {
  const { id, title, kind, level, minutes, languages, tags } = question.manifest
  const summary = { title, kind, level, minutes, languages, tags }
  return { ...summary, id, slug: id, origin: "built-in", status: "published", version: 1, updated: null }
}

const byTitle = (one: ListedQuestion, other: ListedQuestion): number => one.title.localeCompare(other.title)
