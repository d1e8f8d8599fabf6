/** Shows the screen named by `?screen=`, and then what an event "become" names in its detail; `screens.ts` walks through all of them. */
import "@fontsource-variable/inter/wght.css"
import "@fontsource-variable/jetbrains-mono/wght.css"
import "../../src/web/styles/main.css"
import { createRoot } from "react-dom/client"
import { WatchScreens } from "../../src/web/assessor/WatchPage.tsx"
import { CandidateScreens } from "../../src/web/candidate/CandidatePage.tsx"
import { problem } from "../../src/protocol/errors.ts"
import { followTheme } from "../../src/web/settings/theme.ts"
import { AppFrame } from "../../src/web/ui/AppFrame.tsx"
import { ProblemScreen } from "../../src/web/ui/Screen.tsx"
import { ViewProvider } from "../../src/web/workspace/view.ts"
import { ACCOUNT } from "./account.tsx"
import { answerFrom } from "./answers.tsx"
import { ASSESSMENTS } from "./assessments.tsx"
import { PIECES } from "./pieces.tsx"
import { SCREENS } from "./states.tsx"
import { QUESTIONS } from "./questions.tsx"
import { showTeamScreen, type TeamScreen } from "./team.tsx"
import { WALL } from "./wall.tsx"

/** Screens of the team's side; each part of it adds its own. */
const TEAM: Record<string, TeamScreen> = { ...PIECES, ...WALL, ...ACCOUNT, ...QUESTIONS, ...ASSESSMENTS }

followTheme()
const name = new URLSearchParams(location.search).get("screen") ?? "home"

const view = SCREENS[name]?.()
const ofTeam = TEAM[name]
const teamScreen = ofTeam && showTeamScreen(ofTeam)
addEventListener("become", (event) => {
  const next = event instanceof CustomEvent && SCREENS[String(event.detail)]
  if (next) view?.become(next().getState())
})

function Screen() {
  if (name === "problem") return <ProblemScreen problem={problem("link-expired")} />
  if (teamScreen) return teamScreen
  if (!view) return <p>No screen {name}</p>
  answerFrom(view.getState().session)
  return (
    <ViewProvider value={view}>
      {view.getState().you?.role === "candidate" ? <CandidateScreens /> : <WatchScreens />}
    </ViewProvider>
  )
}

createRoot(document.getElementById("root")!).render(
  <AppFrame>
    <Screen />
  </AppFrame>,
)
