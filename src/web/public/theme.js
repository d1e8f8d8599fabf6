// Runs before the first paint, so that no page flashes in the wrong theme. Follows src/web/settings/theme.ts.
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
