import { keepQuery } from '../shared/keep-query.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { addActions } from './actions.ts'
import { element, say } from './element.ts'
import { addFaultForm } from './fault-form.ts'
import { addIdleWarning } from './idle-warning.ts'
import { logEvents } from './log-events.ts'
import { showStatus } from './server-panel.ts'
import { choice } from './session.ts'
import { showSession } from './session-panel.ts'

keepQuery()
say('tab-name', TAB_NAME)
chooseInForm()
logEvents()
addActions()
addFaultForm()
addIdleWarning()
showSession()
showStatus()

function chooseInForm(): void {
  const form = element('setup', HTMLFormElement)
  for (const input of form.querySelectorAll('input')) {
    input.checked = input.value === choice.way || input.value === choice.limits
  }
}
