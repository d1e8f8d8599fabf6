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

/** Right, but it looks at the whole log again for every moment. */
export function findStorms(alerts: readonly Alert[], window: number, threshold: number): Storm[] {
  const moments = [...new Set(alerts.map((alert) => alert.at))].sort((a, b) => a - b);
  const storms: Storm[] = [];
  let current: Storm | undefined;
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
