/** Every byte that goes to a model in an interview, read for what it must not hold. */
import { expect, test } from "vitest"
import { findInstallation } from "../../src/server/installation.ts"
import { readLibrary, workspaceFor } from "../../src/server/questions/library.ts"
import { until } from "../support/server.ts"
import { call, say } from "../support/wire/script.ts"
import { shell, submit } from "../room/moves.ts"
import { ask, beginWithAgent, withModel } from "./moves.ts"

const { questions: folder } = await findInstallation()
const readings = (await readLibrary(folder)).flatMap((reading) => (reading.ok ? [reading.stored] : []))
/** One of each kind. */
const library = [...Map.groupBy(readings, ({ question }) => question.manifest.kind).values()].flatMap(
  ([first]) => first ?? [],
)
const ids = library.map(({ question }) => question.manifest.id)
const canaries = library.flatMap(({ question }) => question.manifest.canary ?? [])

const made = withModel()

test("[LEAK3] nothing hidden, nothing of another question, no score and no other candidate reaches a model", async () => {
  const { server, model, script } = made()
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" }, ids)
  for (const [index, id] of ids.entries()) {
    await until(view, ({ session, workspace }) => session?.current === index && workspace.status === "ready")
    await shell(server, created, `echo "${canaries.join("\n")}" > leaked.txt`)
    const steps = [
      [call("Glob", { pattern: "**/*" }), call("Grep", { pattern: ".", output_mode: "content" })],
      call("Bash", {
        command: "cat leaked.txt; find / -name '*.yaml' -size -64k 2>/dev/null | head -50; env",
      }),
      call("run_tests", {}),
      call("Read", { file_path: "leaked.txt" }),
      say("I have looked everywhere."),
    ]
    script((_request, step) => steps[step] ?? say("?"))
    await ask(view, `Look everywhere. I found ${canaries[0]}, what is it?`)
    const asked = model.requests.map(({ raw }) => raw).join("\n")
    for (const canary of canaries) expect(asked.includes(canary), `${id}: ${canary}`).toBe(false)
    const others = library.filter(({ question }) => question.manifest.id !== id)
    const mine = library.find(({ question }) => question.manifest.id === id)!
    const last = model.requests.at(-1)!.raw
    for (const { question } of others) expect(last.includes(question.manifest.title)).toBe(false)
    const shown = [...workspaceFor(mine, "python").values()]
      .map((bytes) => new TextDecoder().decode(bytes))
      .join("\n")
    for (const secret of secretsOf(mine, shown)) expect(last.includes(secret), `${id}: ${secret}`).toBe(false)
    expect(/"quality"|hidden tests passed|"score"/.test(last)).toBe(false)
    await submit(view)
  }
  view.close()
})

/** Lines of what is hidden of a question, as they stand in JSON. */
function secretsOf(stored: (typeof library)[number], shown: string): string[] {
  const { hints, rubric, statement } = stored.question.manifest
  const hidden = [...stored.files].filter(([path]) =>
    /^(?:tests\/hidden|solutions|wrong|inputs)\//.test(path),
  )
  const texts = [
    ...hidden.map(([, bytes]) => new TextDecoder().decode(bytes)),
    ...hints.map(({ text }) => text),
    ...rubric.flatMap(({ criterion, levels }) => [criterion, ...levels]),
  ]
  const lines = texts.flatMap((text) => text.split("\n").map((line) => line.trim()))
  return lines
    .filter((line) => line.length >= 24 && !shown.includes(line) && !statement.includes(line))
    .map((line) => JSON.stringify(line).slice(1, -1))
}
