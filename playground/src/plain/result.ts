import type { Session } from '@latchkey/core'
import { failureInWords } from '../shared/api-call.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { say } from './element.ts'
import { log } from './log.ts'

/** Does some work and shows what came of it, in the log and below the buttons; never rejects. */
export type Show = (what: string, work: () => Promise<string>) => Promise<void>

/** Creates what shows the results of this session. */
export function createShow(session: Session): Show {
  const idOfSession = (): string | undefined =>
    session.state.status === 'signedIn' ? session.state.id : undefined

  return async (what, work) => {
    const before = idOfSession()
    const result = await work().catch(failureInWords)
    log({ who: TAB_NAME, what, detail: `– ${result}` })
    // The answer may come when somebody else is signed in.
    if (idOfSession() === before) say('result', result)
  }
}
