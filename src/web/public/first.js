// Runs before everything else. No page flashes in the wrong theme; this follows src/web/settings/theme.ts.
;(function () {
  var theme = "system"
  try {
    theme = JSON.parse(localStorage.getItem("interviewlm.settings") || "{}").theme
  } catch {
    theme = null
  }
  if (theme !== "light" && theme !== "dark" && theme !== "contrast") {
    if (matchMedia("(prefers-contrast: more)").matches) theme = "contrast"
    else theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
  }
  document.documentElement.dataset.theme = theme
})()

// The content security policy allows no code made from text, which zod would try as soon as the first schema is made.
globalThis.__zod_globalConfig = { jitless: true }
