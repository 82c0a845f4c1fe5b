import type { StepUpOptions } from '@latchkey/core'
import { element, onClick } from '../plain/element.ts'
import type { Show } from '../plain/result.ts'
import { failureInWords } from '../shared/api-call.ts'
import { session } from './session.ts'

/** Calls what wants a second factor and says what came; never rejects. */
export async function callVault(): Promise<string> {
  try {
    const response = await session.fetch('/oidc/vault')
    if (!response.ok) return `${response.status}: refused`
    const { secret } = (await response.json()) as { readonly secret: string }
    return `${response.status}: ${secret}`
  } catch (error) {
    return failureInWords(error)
  }
}

/** Offers stronger authentication where the API asked for it, and calls again after it. */
export function addStepUp(show: Show): void {
  const offer = element('step-up-wanted', HTMLElement)
  let wanted: StepUpOptions = {}

  session.on('stepUpRequired', (options) => {
    wanted = options
    offer.hidden = false
  })
  session.subscribe(() => {
    if (session.state.status !== 'signedIn') offer.hidden = true
  })
  onClick('step-up', () => show('stepped up', stepUp))

  async function stepUp(): Promise<string> {
    await session.reauthenticate({ ...wanted, method: 'popup' })
    // The button goes; the one that led here takes the focus.
    if (offer.contains(document.activeElement)) element('call-vault', HTMLElement).focus()
    offer.hidden = true
    return callVault()
  }
}
