import type { Session } from '@latchkey/core'
import type { Way } from './choice.ts'
import { control } from './control-api.ts'

/** The two accounts of the demo server; their passwords are no secret. */
export type Account = 'ada' | 'grace'

/** The accounts as the buttons name them. */
export const ACCOUNTS = [
  { account: 'ada', label: 'Sign in as Ada' },
  { account: 'grace', label: 'Sign in as Grace' },
] as const

/**
 * Signs in with the demo password, in the way that the session is held.
 *
 * @throws {SessionError} `sign_in_failed` or `misconfigured`; {Error} where the app's own request failed
 */
export async function signInAs(
  session: Pick<Session, 'signIn'>,
  way: Way,
  account: Account,
): Promise<void> {
  const credentials = { user: account, password: `${account}-demo` }
  if (way !== 'cookie') {
    return session.signIn({ ...credentials, refresh: way === 'bearer' ? 'cookie' : 'answer' })
  }
  // The app's own sign-in sets the cookie; then the session looks who is there.
  await control('POST', '/auth/sign-in', credentials)
  await session.signIn()
}
