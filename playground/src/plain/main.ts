import { keepQuery } from '../shared/keep-query.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { addActions, signOut } from './actions.ts'
import { say } from './element.ts'
import { addFaultForm } from './fault-form.ts'
import { addIdleWarning } from './idle-warning.ts'
import { logEvents } from './log-events.ts'
import { showStatus } from './server-panel.ts'
import { session } from './session.ts'
import { showSession } from './session-panel.ts'
import { addSetupForm } from './setup-form.ts'

keepQuery()
say('tab-name', TAB_NAME)
addSetupForm()
logEvents(session)
addActions()
addFaultForm()
addIdleWarning(session, signOut)
showSession(session)
showStatus()
