import { useEffect } from "react"
import { useMeQuery } from "../console/me.ts"
import { Link, useGo } from "../ui/Link.tsx"
import { Page } from "../ui/Page.tsx"

/** What this server is, for whoever comes without a link; whoever is signed in goes on to the team's pages. */
export function HomePage() {
  const signedIn = useMeQuery().data !== undefined
  const go = useGo()
  useEffect(() => {
    if (signedIn) go("/live", { replace: true })
    // oxlint-disable-next-line react/exhaustive-deps -- once it is known
  }, [signedIn])
  return (
    <Page>
      <div className="mx-auto flex max-w-120 flex-col gap-3 p-6 pt-[18vh] text-14 text-ink-2">
        <h1 className="text-20 font-semibold text-ink">Interviews are held here</h1>
        <p>
          This is an InterviewLM server. An interview is real work in a real workspace: an editor, a shell and
          tests, with everything on the record for both sides.
        </p>
        <h2 className="mt-3 text-14 font-semibold text-ink">You were invited</h2>
        <p>
          Open the link in your invitation. It leads straight to your interview; there is no account to make.
        </p>
        <h2 className="mt-3 text-14 font-semibold text-ink">You run interviews</h2>
        <p>
          <Link href="/sign-in">Sign in</Link> to your team’s interviews and questions.
        </p>
      </div>
    </Page>
  )
}
