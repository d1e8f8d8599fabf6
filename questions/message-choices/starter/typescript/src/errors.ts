/** A message is not written as it should be. */
export class BadMessage extends Error {
  override name = "BadMessage";
}

/** No catalog has a message with this key. */
export class MissingMessage extends Error {
  override name = "MissingMessage";
}

/** A slot of the message was given no value. */
export class MissingValue extends Error {
  override name = "MissingValue";
}

/** A choice was given a value that cannot be counted. */
export class BadValue extends Error {
  override name = "BadValue";
}
