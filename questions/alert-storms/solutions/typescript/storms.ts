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

/** The storms in `alerts`, earliest first. `window` is in whole seconds. */
export function findStorms(alerts: readonly Alert[], window: number, threshold: number): Storm[] {
  const ordered = [...alerts].sort((a, b) => a.at - b.at);
  const inWindow = new Map<string, number>();
  const storms: Storm[] = [];
  let current: Storm | undefined;
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
