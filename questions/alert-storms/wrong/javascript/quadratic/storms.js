/**
 * One line of the log: who raised it, and when, in whole seconds.
 * @typedef {{ at: number, service: string }} Alert
 */

/**
 * A longest run of stormy moments.
 * @typedef {{ start: number, end: number, peak: number }} Storm
 */

/** Right, but it looks at the whole log again for every moment. */
export function findStorms(alerts, window, threshold) {
  const moments = [...new Set(alerts.map((alert) => alert.at))].sort((a, b) => a - b);
  const storms = [];
  let current;
  for (const at of moments) {
    const recent = alerts.filter((alert) => alert.at > at - window && alert.at <= at);
    const noisy = new Set(recent.map((alert) => alert.service)).size;
    if (noisy < threshold) {
      current = undefined;
      continue;
    }
    if (!current) {
      current = { start: at, end: at, peak: 0 };
      storms.push(current);
    }
    current.end = at;
    current.peak = Math.max(current.peak, noisy);
  }
  return storms;
}
