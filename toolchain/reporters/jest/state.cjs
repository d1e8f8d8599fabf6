"use strict"
/** What the runner and the environment share: which tests are wanted (null for all) and how much was printed. */
module.exports = { run: { only: null, printed: 0 } }
