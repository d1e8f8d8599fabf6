/** The numbers of the help policy. A change of any of them is a new version: replay asks the version it was played by. */
export const HELP_RULES = {
  version: 1,
  /** Offer help after so many failed runs within so long. */
  failing: { runs: 3, withinMs: 120_000 },
  /** Progress is stalled when this many runs were never all green and the last ones did not rise. */
  stalled: { runs: 3 },
  /** Error Quotient (Jadud, ICER 2006) over the last runs. */
  errors: { quotient: 0.6, runs: 6 },
  /**
   * A debug session: so many failures in a row with one signature, until a run passes or fails otherwise. Offer help
   * in one after so long without an act.
   */
  debugging: { failures: 2, stillMs: 90_000 },
  /** Measured growth above the question's target that is worth a word. */
  growth: { excess: 0.5 },
  /** Help is offered when a run just ended, or after so long without a key. */
  boundary: { afterRunMs: 2_000, idleMs: 8_000 },
  /** Between two offers; doubled at each dismissal. */
  cooldownMs: 180_000,
  offersPerQuestion: 3,
  /** One level up: two readings of `stuck` so high, so far apart. */
  stuck: { reading: 0.7, apartMs: 60_000 },
  /** A level holds at least so long; each reversal of direction doubles it. */
  dwellMs: 300_000,
  /** One level down: the agent's share of the text, and the candidate's checks for each of its edits. */
  overAssisted: { share: 0.6, checksPerEdit: 1, characters: 200 },
  /** One level down: so many requests within so long without a stroke of one's own between. */
  abuse: { requests: 4, withinMs: 180_000 },
} as const
