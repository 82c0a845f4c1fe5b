import type { Session } from '@latchkey/core'
import { readChoice } from '../shared/choice.ts'
import { createPlaygroundSession } from '../shared/playground-session.ts'
import type { User } from '../shared/user.ts'

declare module '@latchkey/vue' {
  interface Register {
    user: User
  }
}

/** What the address of this page asks for. */
export const choice = readChoice(location.search)

/** The session of this page. */
export const session: Session<User> = createPlaygroundSession(choice)
