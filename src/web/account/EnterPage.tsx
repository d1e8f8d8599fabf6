import { useParams, useSearch } from "@tanstack/react-router"
import { useState } from "react"
import type { Problem } from "../../protocol/errors.ts"
import { Button } from "../ui/Button.tsx"
import { useGo } from "../ui/Link.tsx"
import { problemOf } from "../ui/states.tsx"
import { signInByLink } from "./api.ts"
import { CodeForm } from "./CodeForm.tsx"
import { Gate } from "./Gate.tsx"
import { SignInSearch } from "./SignInPage.tsx"
import { useEnter } from "./use-enter.ts"

type State = { is: "asking" | "entering" | "code" } | { is: "refused"; problem: Problem }

/** A link that signs in, once. A press is asked for, since programs that look through mail open links too. */
export function EnterPage() {
  const { token = "" } = useParams({ strict: false })
  const { then = "/live" } = SignInSearch.parse(useSearch({ strict: false }))
  const [state, setState] = useState<State>({ is: "asking" })
  const enter = useEnter()
  const go = useGo()
  const open = async () => {
    setState({ is: "entering" })
    try {
      const { twoFactorRedirect } = await signInByLink(token)
      if (twoFactorRedirect) setState({ is: "code" })
      else enter(then)
    } catch (error) {
      setState({ is: "refused", problem: problemOf(error) })
    }
  }
  if (state.is === "refused")
    return (
      <Gate title={state.problem.title} about={state.problem.detail}>
        <div className="flex gap-2">
          <Button look="primary" onClick={() => go("/sign-in")}>
            Sign in
          </Button>
          {state.problem.code !== "link-used" && <Button onClick={() => void open()}>Try again</Button>}
        </div>
      </Gate>
    )
  if (state.is === "code")
    return (
      <Gate title="Your second factor" about="Your account asks for a code besides the link.">
        <CodeForm onDone={() => enter(then)} />
      </Gate>
    )
  return (
    <Gate title="Sign in to InterviewLM" about="This link signs you in on this device, once.">
      <div>
        <Button look="primary" aria-disabled={state.is === "entering"} onClick={() => void open()}>
          {state.is === "entering" ? "Signing in" : "Sign in"}
        </Button>
      </div>
    </Gate>
  )
}
