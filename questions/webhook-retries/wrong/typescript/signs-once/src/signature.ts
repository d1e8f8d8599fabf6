import { createHmac, timingSafeEqual } from "node:crypto";

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
  const match = /^t=([0-9]{1,12}),v1=[0-9a-f]{64}$/.exec(header);
  if (!match) return false;
  const at = Number(match[1]);
  if (Math.abs(now - at) > TOLERANCE) return false;
  const given = Buffer.from(header);
  const expected = Buffer.from(sign(secret, at, body));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function digitsOf(secret: string, at: number, body: string): string {
  return createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
}
