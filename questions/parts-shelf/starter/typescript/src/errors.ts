/** The shelf never had such a part. */
export class UnknownPart extends Error {
  constructor(part: string) {
    super(`unknown part: ${part}`);
    this.name = "UnknownPart";
  }
}

/** There is not enough of a part on the shelf. */
export class OutOfStock extends Error {
  constructor(part: string) {
    super(`not enough on the shelf: ${part}`);
    this.name = "OutOfStock";
  }
}
