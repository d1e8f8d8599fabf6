import { useParams } from "@tanstack/react-router"
import { ErrorCode, problem } from "../../protocol/errors.ts"
import { Link } from "../ui/Link.tsx"
import { ProblemScreen } from "../ui/Screen.tsx"

/** The page behind a bad link, in the words of the error table. */
export function ProblemPage() {
  const { code } = useParams({ strict: false })
  const known = ErrorCode.safeParse(code)
  return <ProblemScreen problem={problem(known.success ? known.data : "not-found")} />
}

/** Nothing is there, and nothing tells whose address it was meant to be. */
export function NotFoundPage() {
  return (
    <ProblemScreen problem={problem("not-found")}>
      <p className="mt-2">
        <Link href="/">Go to the start page</Link>
      </p>
    </ProblemScreen>
  )
}
