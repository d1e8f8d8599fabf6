const utf8 = new TextEncoder();

/**
 * A number below 2**32 that looks random, and is always the same for the same text.
 *
 * @param {string} text
 * @returns {number}
 */
export function digest(text) {
  let value = 0x811c9dc5;
  for (const byte of utf8.encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
