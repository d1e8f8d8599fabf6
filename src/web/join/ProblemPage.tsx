import { useParams } from "@tanstack/react-router"
import { ErrorCode, problem } from "../../protocol/errors.ts"
import { ProblemScreen } from "../ui/Screen.tsx"

/** The page behind a bad link, in the words of the error table. */
export function ProblemPage() {
  const { code } = useParams({ strict: false })
  const known = ErrorCode.safeParse(code)
  return <ProblemScreen problem={problem(known.success ? known.data : "not-found")} />
}

export function NotFoundPage() {
  return <ProblemScreen problem={problem("not-found")} />
}
