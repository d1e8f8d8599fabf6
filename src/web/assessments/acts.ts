/** What can be done to an assessment as a whole, from its row or its page. */
import { useMemo } from "react"
import type { MenuEntry } from "../ui/Menu.tsx"
import { useGo } from "../ui/Link.tsx"
import { report, undoable } from "../ui/toasts.tsx"
import { archiveAssessment, duplicateAssessment, restoreAssessment, useRefresh } from "./api.ts"

interface Named {
  id: string
  title: string
  archivedAt: number | null
}

/** The entries of its menu; archiving is done at once and can be taken back. */
export function useAssessmentActs(): (assessment: Named) => MenuEntry[] {
  const refresh = useRefresh()
  const go = useGo()
  return useMemo(() => {
    const after = async (act: Promise<unknown>) => {
      await act
      await refresh()
    }
    const restore = (id: string) => after(restoreAssessment(id))
    const archive = async ({ id, title }: Named) => {
      await after(archiveAssessment(id))
      undoable(`${title} is archived. Links that are out stay good.`, () => restore(id))
    }
    const duplicate = async (id: string) => {
      const made = await duplicateAssessment(id)
      await refresh()
      go(`/assessments/${made.id}/set-up`)
    }
    return (assessment) => {
      const { id, archivedAt } = assessment
      return [
        { label: "Change the set-up", run: () => go(`/assessments/${id}/set-up`) },
        { label: "Duplicate", run: () => void duplicate(id).catch(report) },
        "line",
        archivedAt === null
          ? { label: "Archive", run: () => void archive(assessment).catch(report) }
          : { label: "Bring back", run: () => void restore(id).catch(report) },
      ]
    }
    // oxlint-disable-next-line react/exhaustive-deps -- both answer the same each time
  }, [])
}
