import type { ListReport } from "../../protocol/assessments.ts"
import { Button } from "../ui/Button.tsx"
import { count } from "../ui/format.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { toast } from "../ui/toasts.tsx"

/** The links of those that were invited, to be copied together. */
export function LinksMade({ links }: { links: ListReport["links"] }) {
  const text = links.map(({ name, email, link }) => `${name}\t${email}\t${link}`).join("\n")
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => toast("The links are copied, a line a candidate."),
      () => toast("The browser does not let this page copy.", { detail: "Export the list instead." }),
    )
  return (
    <section aria-label="Links made">
      <div className="mb-1 flex items-center gap-3 text-13">
        <span className="font-medium">{count(links.length, "link")} made</span>
        <Button className="ml-auto" onClick={copy}>
          Copy links
        </Button>
      </div>
      <ScrollRegion label="Links made" className="max-h-40 rounded-md border border-line">
        <ul className="divide-y divide-line text-12">
          {links.map(({ name, email, link }) => (
            <li key={link} className="px-2 py-1">
              <span className="block truncate">
                {name} <span className="text-ink-3">{email}</span>
              </span>
              <span className="block truncate font-mono text-ink-2">{link}</span>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </section>
  )
}
