import { findStorms } from "./storms.ts";

/**
 * Prints `growth SIZE MILLISECONDS` for each size: the best run on a log of that size, of at least three runs and 300
 * milliseconds, so that a fast function is measured compiled. Time of the processor is measured, so that a busy machine
 * does not pass for a slow function.
 */
test.each([1000, 2000, 4000, 8000])("growth at %i", (size) => {
  const alerts = Array.from({ length: size }, (_, index) => ({
    at: index * 3,
    service: `service-${index % 40}`,
  }));
  let best = Infinity;
  let spent = 0;
  for (let run = 0; run < 3 || spent < 300; run += 1) {
    const started = process.cpuUsage();
    findStorms(alerts, (size * 3) / 2, 20);
    const { user, system } = process.cpuUsage(started);
    const took = (user + system) / 1000;
    best = Math.min(best, took);
    spent += took;
  }
  console.log(`growth ${size} ${best.toFixed(4)}`);
});
