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
  return [];
}
