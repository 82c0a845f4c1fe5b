import { element, say } from '../plain/element.ts'
import { keepQuery } from '../shared/keep-query.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { APP, OTHER_APP, otherAppUrl } from './app.ts'

keepQuery()
say('tab-name', TAB_NAME)
say('app-name', APP.name)
say('other-app', `Open the ${OTHER_APP.name} app`)
element('other-app', HTMLAnchorElement).href = otherAppUrl()

// The session wants the issuer, for which the server has to be asked first.
import('./start.ts').catch(() => {
  say('starting-text', 'The server does not answer. Start it, then reload this page.')
})
