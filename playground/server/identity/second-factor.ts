import { TOTP } from 'otpauth'
import type { User } from '../users.js'

// Seeds of a demo, known to the whole world: the page prints the codes that they give.
const DEMO_SEEDS: Readonly<Record<string, string>> = Object.freeze({
  u1: 'LATCHKEYDEMOSEEDFORADA2222222222',
  u2: 'LATCHKEYDEMOSEEDFORGRACE22222222',
})

/** The one-time code (RFC 6238) that the user's authenticator would show now. */
export function currentCode(user: User): string {
  return totpOf(user).generate()
}

/** Whether a one-time code is the user's, now or within half a minute. */
export function isRightCode(user: User, code: string): boolean {
  return totpOf(user).validate({ token: code.replaceAll(' ', ''), window: 1 }) !== null
}

function totpOf(user: User): TOTP {
  return new TOTP({
    issuer: 'Latchkey playground',
    label: user.name,
    secret: DEMO_SEEDS[user.sub] ?? '',
  })
}
