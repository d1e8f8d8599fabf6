/** Passkeys: the browser's part, between the two requests it stands between. */
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser"
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser"
import { z } from "zod"
import { get, send } from "../console/api.ts"

/** The browser looks at what the server asks of it; only that it is an object with a challenge is known here. */
const asked = <Options>() =>
  z.custom<Options>((value) => z.object({ challenge: z.string() }).safeParse(value).success)

/** Browsers keep passkeys for names, not for the numbers of machines, and over safe connections alone. */
export function canUsePasskeys(): boolean {
  return isSecureContext && browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(location.hostname)
}

/** May the browser offer passkeys in the field for the address? */
export async function canOfferPasskeys(): Promise<boolean> {
  return canUsePasskeys() && (await browserSupportsWebAuthnAutofill())
}

/**
 * Signs in with a passkey: by the browser's own window, or with `inField` where the address is typed, which may never
 * come to an end. Rejects with `ProblemError`, or what the browser says when somebody thought better of it.
 */
export async function signInByPasskey(inField: boolean): Promise<void> {
  const shape = asked<PublicKeyCredentialRequestOptionsJSON>()
  const optionsJSON = await get("/api/auth/passkey/generate-authenticate-options", shape)
  const response = await startAuthentication({ optionsJSON, useBrowserAutofill: inField })
  await send("POST", "/api/auth/passkey/verify-authentication", { response })
}

/** Makes a passkey on this device or another. Rejects as `signInByPasskey` does. */
export async function addPasskey(name: string): Promise<void> {
  const shape = asked<PublicKeyCredentialCreationOptionsJSON>()
  const optionsJSON = await get("/api/auth/passkey/generate-register-options", shape)
  const response = await startRegistration({ optionsJSON })
  await send("POST", "/api/auth/passkey/verify-registration", { response, name })
}
