/** There is no job with this id. */
export class UnknownJob extends Error {
  /** @param {number} id */
  constructor(id) {
    super(`there is no job ${id}`);
    this.name = "UnknownJob";
  }
}

/** The worker does not hold this job, or holds it no longer. */
export class NotHolder extends Error {
  /**
   * @param {number} id
   * @param {string} worker
   */
  constructor(id, worker) {
    super(`${worker} does not hold job ${id}`);
    this.name = "NotHolder";
  }
}
