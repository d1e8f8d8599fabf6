/**
 * @typedef {object} Endpoint
 * @property {string} url
 * @property {string} secret
 */

/**
 * One event on its way to one endpoint.
 *
 * @typedef {object} Delivery
 * @property {number} id
 * @property {Endpoint} endpoint
 * @property {string} body
 * @property {number} due when to try it (again)
 * @property {"waiting" | "delivered" | "dead"} state
 * @property {number} attempts
 * @property {string | null} reason why the last attempt failed: `no answer`, or as in `status 503`
 */
