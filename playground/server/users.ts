import { isSameSecret } from './secrets.js'

/** What the server tells the page of a user. */
export interface User {
  /** The stable id; Latchkey notices a user switch by it. */
  readonly sub: string
  readonly name: string
  readonly email: string
  readonly role: 'admin' | 'member'
}

interface Account {
  readonly password: string
  readonly user: User
}

// A real server keeps slow salted hashes (argon2id) and limits the tries; here the passwords are
// printed at the start.
const ACCOUNTS: ReadonlyMap<string, Account> = new Map([
  [
    'ada',
    {
      password: 'ada-demo',
      user: { sub: 'u1', name: 'Ada Lovelace', email: 'ada@example.com', role: 'admin' },
    },
  ],
  [
    'grace',
    {
      password: 'grace-demo',
      user: { sub: 'u2', name: 'Grace Hopper', email: 'grace@example.com', role: 'member' },
    },
  ],
])

/** The user to whom name and password belong, `undefined` where one of them is wrong. */
export function checkPassword(name: string, password: string): User | undefined {
  const account = ACCOUNTS.get(name)
  // Unknown names take the same comparison, so that time does not tell which names exist.
  const isRight = isSameSecret(password, account?.password ?? '')
  return account !== undefined && isRight ? account.user : undefined
}

/** The user with this id, and the name with which they sign in. */
export function findUser(sub: string): { readonly name: string; readonly user: User } | undefined {
  for (const [name, { user }] of ACCOUNTS) if (user.sub === sub) return { name, user }
  return undefined
}
