import { expect, test } from "vitest"
import { DEFAULT_SETTINGS, parseSettings } from "./settings.ts"
import { shownTheme } from "./theme.ts"

test("[LOOK1] settings of another shape fall back field by field", () => {
  expect(parseSettings(null)).toEqual(DEFAULT_SETTINGS)
  expect(parseSettings("not json")).toEqual(DEFAULT_SETTINGS)
  expect(parseSettings('{"theme":"dark","fontSize":900,"vim":"yes"}')).toEqual({
    ...DEFAULT_SETTINGS,
    theme: "dark",
    fontSize: 28,
  })
})

test("[LOOK2] the system's theme is followed until a person chooses another", () => {
  expect(shownTheme("system", { dark: true, contrast: false })).toBe("dark")
  expect(shownTheme("system", { dark: true, contrast: true })).toBe("contrast")
  expect(shownTheme("light", { dark: true, contrast: true })).toBe("light")
})
