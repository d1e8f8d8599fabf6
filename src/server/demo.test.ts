import { expect, test } from "vitest"
import { demoInterview } from "./demo.ts"
import { findInstallation } from "./installation.ts"
import { readLibrary } from "./questions/library.ts"

test("[RUN5] the demo lasts as long as its questions together say they take", async () => {
  const { questions: folder } = await findInstallation()
  const library = (await readLibrary(folder)).flatMap((reading) => (reading.ok ? [reading.stored] : []))
  const { minutes, questions } = demoInterview(library)
  const own = questions.map(({ question }) => question.manifest.minutes)
  expect(own.length).toBeGreaterThan(1)
  expect(minutes).toBe(own.reduce((sum, one) => sum + one, 0))
})
