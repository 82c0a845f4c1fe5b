import { rm } from 'node:fs/promises'
import { afterAll, beforeAll } from 'vitest'
import { startPlayground, type Playground } from '../../server/start-playground.js'
import type { Browser } from '../driver/browser.ts'
import type { Engine } from '../driver/engine.ts'
import { launchBrowser } from '../driver/launch-browser.ts'
import type { Tab } from '../driver/tab.ts'
import { openSignedIn } from '../oidc-tab.ts'
import type { Attack, Place } from './attack.ts'
import { makeAttackedPages } from './attacked-pages.ts'
import { playVisit, type Outcome } from './play-visit.ts'
import type { Visit } from './visits.ts'

/** An app with attackers in it, and a browser. */
export interface AttackStage {
  readonly playground: Playground
  /** Signs a user in and uses the app, while these attacks run. */
  play(visit: Visit, place: Place): Promise<Outcome>
}

const LONG_MS = 600_000

/** Sets the stage once for the block around it. */
export function useAttackStage(engine: Engine, attacks: readonly Attack[]): AttackStage {
  let distDir: string
  let playground: Playground
  let browser: Browser
  let tab: Tab
  let visits = 0

  beforeAll(async () => {
    distDir = await makeAttackedPages(attacks)
    playground = await startPlayground({ distDir })
    playground.identity.limits.accessTokenMs = LONG_MS
    browser = await launchBrowser(engine)
    // The provider asks the first time only.
    tab = await openSignedIn({ playground, browser }, 'name=before')
  })
  afterAll(async () => {
    await browser?.quit()
    await playground?.stop()
    await rm(distDir, { recursive: true, force: true })
  })

  return {
    get playground() {
      return playground
    },
    // A name of its own: no session and no sign-in of before.
    play: (visit, place) => playVisit({ playground, tab, place, name: `visit-${++visits}` }, visit),
  }
}
