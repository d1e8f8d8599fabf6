import { pricesAsNoted } from "./pricebook.js";

/**
 * Prints `growth SIZE MILLISECONDS` for each size: the best run on a book of that size, of at least three runs and 300
 * milliseconds, so that a fast function is measured compiled. Time of the processor is measured, so that a busy machine
 * does not pass for a slow function.
 */
test.each([750, 1500, 3000, 6000])("growth at %i", (size) => {
  const book = Array.from({ length: size }, (_, i) => ({
    noted: i,
    starts: Math.floor(((i * 7919) % size) / 2),
    price: i % 3 === 2 ? null : i,
  }));
  const questions = Array.from({ length: size }, (_, i) => ({
    asked: (i * 6151) % size,
    day: Math.floor(((i * 31) % size) / 2),
  }));
  let best = Infinity;
  let spent = 0;
  for (let run = 0; run < 3 || spent < 300; run += 1) {
    const started = process.cpuUsage();
    pricesAsNoted(book, questions);
    const { user, system } = process.cpuUsage(started);
    const took = (user + system) / 1000;
    best = Math.min(best, took);
    spent += took;
  }
  console.log(`growth ${size} ${best.toFixed(4)}`);
});
