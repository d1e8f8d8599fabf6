/** The hall has no such seat. */
export class UnknownSeat extends Error {
  constructor(seat: string) {
    super(`there is no seat ${seat}`);
    this.name = "UnknownSeat";
  }
}

/** Somebody sits there already. */
export class SeatTaken extends Error {
  constructor(seat: string) {
    super(`seat ${seat} is taken`);
    this.name = "SeatTaken";
  }
}

/** Nobody sits there. */
export class SeatFree extends Error {
  constructor(seat: string) {
    super(`seat ${seat} is free`);
    this.name = "SeatFree";
  }
}

/** There is no step to undo. */
export class NothingToUndo extends Error {
  override name = "NothingToUndo";
}

/** There is no undone step to do again. */
export class NothingToRedo extends Error {
  override name = "NothingToRedo";
}

/** Steps cannot be undone or done again inside of a group. */
export class GroupOpen extends Error {
  override name = "GroupOpen";
}
