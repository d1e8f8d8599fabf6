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
  const ordered = [...alerts].sort((a, b) => a.at - b.at);
  const inWindow = new Map();
  const storms = [];
  let current;
  let oldest = 0;

  for (let next = 0; next < ordered.length;) {
    const at = ordered[next].at;
    for (; next < ordered.length && ordered[next].at === at; next += 1) {
      const { service } = ordered[next];
      inWindow.set(service, (inWindow.get(service) ?? 0) + 1);
    }
    for (; ordered[oldest].at <= at - window; oldest += 1) {
      const { service } = ordered[oldest];
      const left = (inWindow.get(service) ?? 0) - 1;
      if (left > 0) inWindow.set(service, left);
      else inWindow.delete(service);
    }

    if (inWindow.size < threshold) {
      current = undefined;
      continue;
    }
    if (!current) {
      current = { start: at, end: at, peak: 0 };
      storms.push(current);
    }
    current.end = at;
    current.peak = Math.max(current.peak, inWindow.size);
  }
  return storms;
}
