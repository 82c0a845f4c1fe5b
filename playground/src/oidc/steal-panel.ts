import { element, makeFact, onClick, say } from '../plain/element.ts'
import { log } from '../plain/log.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { session } from './session.ts'
import { stealToken, type Loot } from './steal-token.ts'

/** Makes the button of the attacker work, and forgets the loot with the session. */
export function addStealing(): void {
  let epoch: string | undefined
  onClick('steal', () => void steal())
  session.subscribe(() => {
    const id = session.state.status === 'signedIn' ? session.state.id : undefined
    if (id !== epoch) show('Not tried yet.', [])
    epoch = id
  })
}

async function steal(): Promise<void> {
  show('Trying…', [])
  const loot = await stealToken(session)
  const count = loot.filter(({ found }) => found !== undefined).length
  const result =
    count === 0 ? 'Nothing: no token was in reach.' : `A token, in ${count} of ${loot.length} ways.`
  show(result, loot)
  log({ who: TAB_NAME, what: 'tried to steal the token', detail: `– ${result}` })
}

function show(result: string, loot: readonly Loot[]): void {
  say('loot', result)
  const rows = loot.map(({ way, found }) => makeFact(way, found ?? 'nothing'))
  element('loot-list', HTMLElement).replaceChildren(...rows)
}
