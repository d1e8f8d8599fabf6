/**
 * What is left of a delivery.
 *
 * @typedef {object} Batch
 * @property {string} day when it was delivered: year, month and day, as in `2026-03-31`
 * @property {number} left
 * @property {number} unitCost what one piece cost, in cents
 */

export {};
