/** The area of the agent's language model. */
export const MODEL = "model"

/** One thing doctor looked at. */
export interface Finding {
  area: string
  /** `missing` keeps interviews from running here, or their agent from answering; `weak` works, but less well than it should. */
  state: "ok" | "weak" | "missing"
  /** What was found. */
  text: string
  /** What to do about it, where there is something to do. */
  mend?: string
}

/** A finding of that area. */
export const finding = (area: string, state: Finding["state"], text: string, mend?: string): Finding => ({
  area,
  state,
  text,
  ...(mend !== undefined && { mend }),
})

const SIGNS = { ok: "+", weak: "~", missing: "x" } as const

/** The findings as a table for a terminal, each mend below its line, and a last line that sums up. */
export function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ area }) => area.length))
  const indent = " ".repeat(width + 13)
  const rows = findings.flatMap(({ area, state, text, mend }) => [
    `${SIGNS[state]} ${state.padEnd(7)}  ${area.padEnd(width)}  ${text}`,
    ...(mend === undefined ? [] : [`${indent}-> ${mend}`]),
  ])
  return [...rows, "", summary(findings)].join("\n")
}

/** Whether nothing needed is missing. */
export const canRun = (findings: readonly Finding[]): boolean =>
  findings.every(({ state }) => state !== "missing")

/** Without the agent's model an interview runs all the same. */
function verdictOf(findings: readonly Finding[]): string {
  if (canRun(findings)) return "Interviews can run here."
  return canRun(findings.filter(({ area }) => area !== MODEL))
    ? "Interviews can run here, but their agent cannot answer until its model can be used."
    : "Interviews cannot run here yet."
}

function summary(findings: readonly Finding[]): string {
  const count = (state: Finding["state"]) => findings.filter((one) => one.state === state).length
  return `${verdictOf(findings)} ${count("ok")} ok, ${count("weak")} weak, ${count("missing")} missing.`
}
