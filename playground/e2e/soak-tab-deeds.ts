import { setTimeout as sleep } from 'node:timers/promises'
import { openDevtools } from './driver/devtools.ts'
import { collect } from './soak-collect.ts'
import type { Chance } from './soak-random.ts'
import { chromiumTab, type SoakStage, type SoakTab } from './soak-stage.ts'

const READY = 'globalThis.soak'
const READY_MS = 20_000
const FREEZE_TRIES = 5

/** Does something to a tab that is awake, but not to the first one. */
export function toAnother(work: (stage: SoakStage, one: SoakTab) => Promise<boolean | void>) {
  return async (stage: SoakStage, chance: Chance): Promise<boolean> => {
    const others = stage.tabs.slice(1).filter(({ out }) => out === undefined)
    if (others.length === 0) return false
    const one = chance.pick(others)
    await joinAgain(stage, one)
    return (await work(stage, one)) !== false
  }
}

export async function close(stage: SoakStage, one: SoakTab): Promise<void> {
  await stage.trouble(one, 'closed', () => one.tab.close())
  forget(stage, one)
}

export function reload(stage: SoakStage, one: SoakTab): Promise<void> {
  return stage.trouble(one, 'reloaded', async () => {
    await one.tab.reload()
    await one.tab.until(READY, READY_MS)
  })
}

/** Fetches what a tab has noted; one that has been cut off from the others is loaded anew. */
export async function joinAgain(stage: SoakStage, one: SoakTab): Promise<void> {
  await collect(stage, one)
  if (one.aloneSince === undefined) return
  stage.wereAlone.push(one.name)
  stage.lives.unsure(one.aloneSince)
  await reload(stage, one)
  delete one.aloneSince
}

/** Into the back/forward cache, where the browser has one for it. */
export function leaveAndComeBack(stage: SoakStage, one: SoakTab): Promise<void> {
  return stage.trouble(one, 'left', async () => {
    await one.tab.goto('about:blank')
    await sleep(1_000)
    await one.tab.back()
    await one.tab.until(READY, READY_MS)
  })
}

/** As the system does to a tab when memory runs out. */
export async function crash(stage: SoakStage, one: SoakTab): Promise<void> {
  const { playground, browser } = stage
  const page = `${playground.url}/e2e/pages/soak.html?tab=${one.name}&`
  await stage.trouble(one, 'killed', async () => {
    const devtools = await openDevtools(browser.profileDir, page)
    // A page that is gone answers nothing.
    void devtools.send('Page.crash').catch(() => {})
    await sleep(100)
    devtools.close()
  })
  await one.tab.close().catch(() => {})
  forget(stage, one)
}

/** Not amid a write: no other tab could write then. Chromium by itself freezes no such page; DevTools do. */
export async function freeze(stage: SoakStage, one: SoakTab): Promise<boolean> {
  const tab = chromiumTab(one)
  await stage.trouble(one, 'frozen', async () => {
    for (let tries = 0; tries < FREEZE_TRIES && one.out === undefined; tries++) {
      await tab.freeze()
      if ((await tab.run('soak.census().transactions')) === 0) one.out = 'frozen'
      else await tab.thaw()
    }
  })
  return one.out === 'frozen'
}

export async function cutOff(stage: SoakStage, one: SoakTab): Promise<void> {
  await stage.trouble(one, 'offline', () => chromiumTab(one).offline(true))
  one.out = 'offline'
}

/** Brings one tab back that is frozen or offline. */
export async function reviveOne({ tabs }: SoakStage): Promise<boolean> {
  const one = tabs.find(({ out }) => out !== undefined)
  if (one === undefined) return false
  if (one.out === 'frozen') await chromiumTab(one).thaw()
  else await chromiumTab(one).offline(false)
  delete one.out
  return true
}

function forget({ tabs }: SoakStage, one: SoakTab): void {
  tabs.splice(tabs.indexOf(one), 1)
}
