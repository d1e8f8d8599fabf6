import { createHmac } from "node:crypto";

const TOLERANCE = 300;

/** The header `t=<seconds>,v1=<digits>`, where the digits depend on all three. */
export function sign(secret: string, at: number, body: string): string {
  return `t=${at},v1=${digitsOf(secret, at, body)}`;
}

/**
 * Whether `sign` made this very header, for this body and with this secret.
 *
 * It must be at most 300 seconds away from `now`, before or after. Receivers call this with whatever
 * they are sent: nonsense is not genuine, and nothing else happens.
 */
export function isGenuine(secret: string, header: string, body: string, now: number): boolean {
  const parts = Object.fromEntries(header.split(",").map((part) => part.split("=")));
  const at = Number(parts.t);
  if (now - at > TOLERANCE) return false;
  const expected = digitsOf(secret, at, body);
  let different = 0;
  for (let index = 0; index < parts.v1.length; index += 1) {
    different |= parts.v1.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return different === 0;
}

function digitsOf(secret: string, at: number, body: string): string {
  return createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
}
