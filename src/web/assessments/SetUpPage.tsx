import { useParams } from "@tanstack/react-router"
import { useState } from "react"
import { AssessmentSettings, type Assessment } from "../../protocol/assessments.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { useGo } from "../ui/Link.tsx"
import { changeAssessment, createAssessment, useAskable, useRefresh } from "./api.ts"
import { AssessmentFrame } from "./AssessmentFrame.tsx"
import { Summary } from "./Summary.tsx"
import { SetUpForm } from "./SetUpForm.tsx"

const FRESH = { title: "", settings: AssessmentSettings.parse({ questions: [{ id: "-" }] }) }

/** A new assessment: nothing is made before it is saved. */
export function NewAssessmentPage() {
  const refresh = useRefresh()
  const go = useGo()
  return (
    <ConsolePage title="New assessment" trail={[{ href: "/assessments", label: "Assessments" }]}>
      <SetUpForm
        act="Make the assessment"
        fresh
        initial={{ ...FRESH, settings: { ...FRESH.settings, questions: [] } }}
        save={async (wanted) => {
          const { id } = await createAssessment(wanted)
          await refresh()
          go(`/assessments/${id}`)
        }}
      />
    </ConsolePage>
  )
}

/** What an assessment is, to be read and changed. */
export function SetUpPage() {
  const { id = "" } = useParams({ strict: false })
  const may = useMay("assessor")
  return (
    <AssessmentFrame id={id}>
      {(assessment) =>
        may ? <Editing key={id} assessment={assessment} /> : <Reading assessment={assessment} />
      }
    </AssessmentFrame>
  )
}

function Editing({ assessment }: { assessment: Assessment }) {
  const { id, title, settings, notes, installationDays } = assessment
  // A save is based on what this form began with, so that it never writes over what somebody else saved since.
  const [revision, setRevision] = useState(assessment.revision)
  const refresh = useRefresh()
  return (
    <SetUpForm
      initial={{ title, settings }}
      notes={notes}
      installationDays={installationDays}
      save={async (wanted) => {
        const changed = await changeAssessment(id, revision, wanted)
        setRevision(changed.revision)
        await refresh()
      }}
    />
  )
}

/** The same for those who may not change it. */
function Reading({ assessment }: { assessment: Assessment }) {
  const { title, settings, ...rest } = assessment
  const library = useAskable()
  const questions = library.isPending
    ? null
    : settings.questions.flatMap(({ id }) => library.data?.find((one) => one.id === id) ?? [])
  const { notes, installationDays } = rest
  return <Summary {...{ title, settings, questions, notes, installationDays }} />
}
