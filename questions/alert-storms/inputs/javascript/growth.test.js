import { findStorms } from "./storms.js";

/** Prints `growth SIZE MILLISECONDS` for each size: the best of three runs on a log of that size. */
test.each([1000, 2000, 4000, 8000])("growth at %i", (size) => {
  const alerts = Array.from({ length: size }, (_, index) => ({
    at: index * 3,
    service: `service-${index % 40}`,
  }));
  let best = Infinity;
  for (let run = 0; run < 3; run += 1) {
    const started = performance.now();
    findStorms(alerts, (size * 3) / 2, 20);
    best = Math.min(best, performance.now() - started);
  }
  console.log(`growth ${size} ${best.toFixed(4)}`);
});
