import { expect, test } from 'vitest'
import { letAxeIn, violations } from './axe-violations.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import { openPage, signIn, steal } from './oidc-page-tab.ts'
import { stateIs, textOf } from './page-tab.ts'
import { usePlayground } from './use-playground.ts'

const WARNING_COMES_MS = 30_000

const stage = usePlayground()

test('axe finds nothing: signed out, signed in, warned; narrow and wide, light and dark', async () => {
  const tab = await openPage(stage, '?limits=short')
  await letAxeIn(tab)
  await tab.until(stateIs('signedOut'))
  expect(await violationsInAllLooks(tab)).toEqual([])

  await signIn(stage, tab)
  await tab.click('#call-vault')
  await tab.until(`!document.querySelector('#step-up-wanted').hidden`)
  await steal(tab)
  expect(await violationsInAllLooks(tab)).toEqual([])

  await tab.until(stateIs('warning'), WARNING_COMES_MS)
  expect(await tab.run(`document.querySelector('[role=alertdialog]').open`)).toBe(true)
  expect(await violationsInAllLooks(tab)).toEqual([])
  await tab.press('Enter')
  await tab.until(stateIs('signedIn'))
}, 120_000)

test('the keyboard alone signs in, calls the API and signs out everywhere', async () => {
  const tab = await openPage(stage)
  await tabTo(tab, 'sign-in-redirect')
  await tab.press('Enter')
  await tab.until(`document.activeElement?.name === 'name'`)
  await tab.type(undefined, 'ada')
  await tab.press('Tab')
  await tab.type(undefined, 'ada-demo')
  await tab.press('Enter')
  await tab.until(stateIs('signedIn'))

  await tabTo(tab, 'call-api')
  await tab.press('Enter')
  await tab.until(`${textOf('#result')}.startsWith('200')`)
  await tabTo(tab, 'sign-out-provider')
  await tab.press('Enter')

  await tab.until(stateIs('signedOut'))
  await expect.poll(() => stage.playground.identity.endSessions()).toBe(0)
})

async function violationsInAllLooks(tab: ChromiumTab): Promise<readonly string[]> {
  const found: string[] = []
  for (const width of [360, 1280]) {
    for (const scheme of ['light', 'dark'] as const) {
      await tab.setViewport(width, 900)
      await tab.emulateMedia(scheme)
      found.push(...(await violations(tab)).map((rule) => `${width} ${scheme}: ${rule}`))
    }
  }
  return found
}

/** Presses Tab until the element has the focus, as somebody without a pointer does. */
async function tabTo(tab: ChromiumTab, id: string): Promise<void> {
  const MOST_STOPS = 40
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await tab.press('Tab')
    if (await tab.run(`document.activeElement.id === '${id}'`)) return
  }
  throw new Error(`No Tab leads to #${id}.`)
}
