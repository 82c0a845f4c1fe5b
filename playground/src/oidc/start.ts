import { element, say } from '../plain/element.ts'
import { addFaultForm } from '../plain/fault-form.ts'
import { addIdleWarning } from '../plain/idle-warning.ts'
import { logEvents } from '../plain/log-events.ts'
import { showStatus } from '../plain/server-panel.ts'
import { showSession } from '../plain/session-panel.ts'
import { failureInWords } from '../shared/api-call.ts'
import { addActions, signOut } from './actions.ts'
import { levelInWords } from './oidc-user.ts'
import { addProviderControls } from './provider-controls.ts'
import { session } from './session.ts'
import { addSetupForm } from './setup-form.ts'
import { addStealing } from './steal-panel.ts'

addSetupForm()
logEvents(session)
addActions()
addProviderControls()
addStealing()
addFaultForm()
element('fault-route', HTMLSelectElement).value = 'identity-token'
addIdleWarning(session, signOut)
showSession(session, [['level', 'Signed in with', ({ user }) => levelInWords(user)]])
showReturnError()
showStatus()

/** A redirect brings its failure back with it. */
function showReturnError(): void {
  session.subscribe(render)
  render()

  function render(): void {
    const { state } = session
    if (state.status === 'signedOut' && state.error !== undefined) {
      say('sign-in-error', failureInWords(state.error))
    }
  }
}
