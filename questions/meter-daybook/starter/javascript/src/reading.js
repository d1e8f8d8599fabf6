/**
 * @typedef {object} Reading
 * @property {string} meter
 * @property {string} day year, month and day, as in `2026-03-31`
 * @property {number} wattHours what the meter's counter shows on that day
 */

export {};
