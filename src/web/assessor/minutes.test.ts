import { expect, test } from "vitest"
import { Command } from "../../protocol/messages.ts"
import { parseMinutes } from "./minutes.ts"

test("[WEB23] the minutes a page takes are those the server takes", () => {
  const taken = (minutes: number): boolean =>
    Command.safeParse({ type: "extend", minutes, reason: "" }).success
  for (const minutes of [-1, 0, 1, 10, 480, 481, 5_000, 1.5])
    expect(parseMinutes(`${minutes}`), `${minutes}`).toBe(taken(minutes) ? minutes : null)
  for (const typed of ["", "ten", "1e2", "0x10"]) expect(parseMinutes(typed), typed).toBeNull()
  expect(parseMinutes(" 15 ")).toBe(15)
})
