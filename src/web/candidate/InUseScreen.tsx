import AppWindow from "lucide-react/icons/app-window"
import { Button } from "../ui/Button.tsx"
import { Notice } from "../ui/Notice.tsx"
import { Page } from "../ui/Page.tsx"
import { useView } from "../workspace/view.ts"

/** Another window has the interview, or took it: continue here only by asking. */
export function InUseScreen({ moved }: { moved?: boolean }) {
  const view = useView()
  return (
    <Page>
      <Notice
        icon={<AppWindow size={24} aria-hidden />}
        title={moved ? "The interview went on in another window" : "The interview is open in another window"}
        actions={
          <Button look="primary" onClick={() => view.takeOver()}>
            Continue here
          </Button>
        }
      >
        {moved
          ? "This window is no longer connected. Everything you typed here is saved or kept in this browser. You can close it, or take the interview back."
          : "It can be worked on in one window at a time. If you continue here, the other one closes its connection; nothing is lost and the clock is not affected."}
      </Notice>
    </Page>
  )
}
