import type { Outcome, Strategy } from '../ports/strategy.js'

const HERE = { kind: 'ok', value: { account: 'somebody', claims: undefined } } as const
const DONE: Outcome<undefined> = { kind: 'ok', value: undefined }

/** Somebody is always there, and no server is asked: idleness without a session. */
export const presence: Strategy = {
  kind: 'bearer',
  key: 'idle',
  open: () => 'shared',
  restore: async () => HERE,
  signIn: async () => HERE,
  refresh: async () => HERE,
  adopt: async () => DONE,
  check: async () => DONE,
  keepAlive: async () => DONE,
  token: () => undefined,
  fetch: async () => Response.error(),
  signOut: async () => DONE,
  rename: () => {},
  forget: () => {},
}
