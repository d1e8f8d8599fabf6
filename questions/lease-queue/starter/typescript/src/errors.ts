/** There is no job with this id. */
export class UnknownJob extends Error {
  constructor(id: number) {
    super(`there is no job ${id}`);
    this.name = "UnknownJob";
  }
}

/** The worker does not hold this job, or holds it no longer. */
export class NotHolder extends Error {
  constructor(id: number, worker: string) {
    super(`${worker} does not hold job ${id}`);
    this.name = "NotHolder";
  }
}
