import { useQuery } from "@tanstack/react-query"
import { useSearch } from "@tanstack/react-router"
import { useEffect, useState } from "react"
import { z } from "zod"
import { SitePath } from "../../protocol/account.ts"
import type { SignInOptions } from "../../protocol/team.ts"
import { useMeQuery } from "../console/me.ts"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { problemOf } from "../ui/states.tsx"
import { fetchSignInOptions } from "./api.ts"
import { CodeForm } from "./CodeForm.tsx"
import { Gate, GateNote } from "./Gate.tsx"
import { AskForMail } from "./AskForMail.tsx"
import { PasswordForm } from "./PasswordForm.tsx"
import { useEnter } from "./use-enter.ts"

export const SignInSearch = z.object({
  /** Where to go then; a place of this site. */
  // oxlint-disable-next-line unicorn/no-thenable -- the name it has in the address
  then: SitePath.optional().catch(undefined),
  /** What an identity provider, or the way back from it, has to say. */
  error: z.string().max(200).optional().catch(undefined),
})

/** The way in. Whoever is in already goes straight on. */
export function SignInPage() {
  const { then = "/live", error } = SignInSearch.parse(useSearch({ strict: false }))
  const options = useQuery({ queryKey: ["sign-in"], queryFn: fetchSignInOptions })
  const me = useMeQuery()
  const enter = useEnter()
  const known = me.data !== undefined
  useEffect(() => {
    if (known) enter(then)
    // oxlint-disable-next-line react/exhaustive-deps -- once it is known
  }, [known])
  if (options.error)
    return <ProblemScreen problem={problemOf(options.error)} retry={() => void options.refetch()} />
  if (!options.data || me.isPending || known) return <WaitingScreen text="Looking who you are" />
  if (options.data.fresh) return <Fresh />
  return <Ways options={options.data} then={then} error={error} onIn={() => enter(then)} />
}

function Fresh() {
  return (
    <Gate
      title="This installation is new"
      about="Nobody has an account yet. The first one is made by a link that only whoever runs the server can see."
    >
      <p className="text-13 text-pretty">
        When the server started, it printed a line{" "}
        <span className="font-medium">Make the owner’s account</span> with a link in its terminal. Open that
        link. It is printed anew at each start until somebody has used it.
      </p>
    </Gate>
  )
}

type Step = "password" | "code" | "link" | "forgotten"

interface WaysProps {
  options: SignInOptions
  then: string
  error: string | undefined
  onIn: () => void
}

function Ways({ options, then, error, onIn }: WaysProps) {
  const [step, setStep] = useState<Step>("password")
  const back = () => setStep("password")
  if (step === "code")
    return (
      <Gate title="Your second factor" about="Your account asks for a code besides the password.">
        <CodeForm onDone={onIn} />
      </Gate>
    )
  if (step === "link" || step === "forgotten")
    return <AskForMail kind={step === "link" ? "sign-in" : "reset"} mail={options.mail} onBack={back} />
  return (
    <Gate
      title="Sign in"
      foot="Candidates need no account: the link in your invitation leads to your interview."
    >
      {error && <GateNote>{saidOf(error)}</GateNote>}
      <PasswordForm options={options} then={then} onIn={onIn} onStep={setStep} />
    </Gate>
  )
}

/** What came back from an identity provider, in words. */
function saidOf(error: string): string {
  if (/sign_?up|create_user/i.test(error))
    return "Nobody has an account at that address here. Ask an admin of your team for an invitation."
  if (/access_denied/i.test(error)) return "The sign-in was called off. Try again, or sign in another way."
  return "Signing in with your identity provider did not work. Try again, or sign in another way."
}
