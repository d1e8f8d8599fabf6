"use strict"
/** What the runner and the environment share: which tests are wanted (null for all), the files still to run, and how much was printed. */
module.exports = { run: { only: null, files: new Set(), printed: 0 } }
