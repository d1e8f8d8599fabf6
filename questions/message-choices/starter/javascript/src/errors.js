/** A message is not written as it should be. */
export class BadMessage extends Error {
  name = "BadMessage";
}

/** No catalog has a message with this key. */
export class MissingMessage extends Error {
  name = "MissingMessage";
}

/** A slot of the message was given no value. */
export class MissingValue extends Error {
  name = "MissingValue";
}

/** A choice was given a value that cannot be counted. */
export class BadValue extends Error {
  name = "BadValue";
}
