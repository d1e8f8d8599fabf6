/**
 * One line of the log: who raised it, and when, in whole seconds.
 * @typedef {{ at: number, service: string }} Alert
 */

/**
 * A longest run of stormy moments.
 * @typedef {{ start: number, end: number, peak: number }} Storm
 */

/**
 * The storms in `alerts`, earliest first. `window` is in whole seconds.
 *
 * @param {readonly Alert[]} alerts
 * @param {number} window
 * @param {number} threshold
 * @returns {Storm[]}
 */
export function findStorms(alerts, window, threshold) {
  return [];
}
