import { log } from '../plain/log.ts'
import { failureInWords } from '../shared/api-call.ts'
import { endAtProvider } from '../shared/control-api.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { addButtons } from './buttons.ts'

/** Makes the buttons work that end things at the identity server, as time or another device would. */
export function addProviderControls(): void {
  addButtons('provider-controls', [
    ['expire', 'Expire access tokens', () => end('expire', 'expired the access tokens')],
    ['revoke', 'Revoke refresh tokens', () => end('revoke', 'revoked the refresh tokens')],
    ['end-provider', "End the server's session", () => end('end', "ended the server's session")],
  ])
}

const MEANINGS = {
  expire: () => 'the next call has to refresh first',
  revoke: () => 'the next refresh is refused',
  end: () => 'the next sign-in asks for the password',
}

async function end(what: keyof typeof MEANINGS, said: string): Promise<void> {
  const detail = await endAtProvider(what).then(MEANINGS[what], failureInWords)
  log({ who: TAB_NAME, what: said, detail: `– ${detail}` })
}
