/**
 * One seat changed hands; `null` stands for nobody.
 *
 * @typedef {object} Change
 * @property {string} seat
 * @property {string | null} before
 * @property {string | null} after
 */

export {};
