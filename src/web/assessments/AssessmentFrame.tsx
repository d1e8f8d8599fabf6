import type { ReactNode } from "react"
import type { Assessment } from "../../protocol/assessments.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { MoreMenu } from "../ui/Menu.tsx"
import { Badge } from "../ui/Status.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { useAssessment } from "./api.ts"
import { useAssessmentActs } from "./acts.ts"

interface Props {
  id: string
  fill?: boolean
  /** Opens the window that invites; left out where that is done elsewhere. */
  invite?: () => void
  children: (assessment: Assessment) => ReactNode
}

const TRAIL = [{ href: "/assessments", label: "Assessments" }]

/** The header of an assessment's pages: its title, its two views and its menu. */
export function AssessmentFrame({ id, fill, invite, children }: Props) {
  const { data: assessment, error, refetch } = useAssessment(id)
  const may = useMay("assessor")
  const acts = useAssessmentActs()
  if (!assessment)
    return (
      <ConsolePage title="Assessment" trail={TRAIL}>
        {error ? <ErrorState error={error} retry={refetch} /> : <Loading text="Loading the assessment" />}
      </ConsolePage>
    )
  const { title, settings, archivedAt } = assessment
  return (
    <ConsolePage
      title={title}
      heading={
        <span className="inline-flex max-w-full items-center gap-2">
          <span className="truncate">{title}</span>
          {settings.practice && <Badge>Practice</Badge>}
          {archivedAt !== null && <Badge>Archived</Badge>}
        </span>
      }
      trail={TRAIL}
      tabs={[
        { href: `/assessments/${id}`, label: "Candidates" },
        { href: `/assessments/${id}/set-up`, label: "Set-up" },
      ]}
      actions={
        may && (
          <>
            {invite && archivedAt === null && (
              <Button look="primary" onClick={invite}>
                Invite candidates
              </Button>
            )}
            <MoreMenu label={`More about ${title}`} entries={acts(assessment)} />
          </>
        )
      }
      {...(fill && { fill })}
    >
      {children(assessment)}
    </ConsolePage>
  )
}
