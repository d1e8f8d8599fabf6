/** The hall has no such seat. */
export class UnknownSeat extends Error {
  /** @param {string} seat */
  constructor(seat) {
    super(`there is no seat ${seat}`);
    this.name = "UnknownSeat";
  }
}

/** Somebody sits there already. */
export class SeatTaken extends Error {
  /** @param {string} seat */
  constructor(seat) {
    super(`seat ${seat} is taken`);
    this.name = "SeatTaken";
  }
}

/** Nobody sits there. */
export class SeatFree extends Error {
  /** @param {string} seat */
  constructor(seat) {
    super(`seat ${seat} is free`);
    this.name = "SeatFree";
  }
}

/** There is no step to undo. */
export class NothingToUndo extends Error {
  name = "NothingToUndo";
}

/** There is no undone step to do again. */
export class NothingToRedo extends Error {
  name = "NothingToRedo";
}

/** Steps cannot be undone or done again inside of a group. */
export class GroupOpen extends Error {
  name = "GroupOpen";
}
