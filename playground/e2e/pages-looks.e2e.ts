import { expect, test } from 'vitest'
import { letAxeIn, violations } from './axe-violations.ts'
import { pressOn, stateIs, textOf } from './page-tab.ts'
import { usePlayground } from './use-playground.ts'

const SHORT_IDLE_MS = 30_000

// One engine: the rules are about the document, and what the countdown does is P9, which runs in all.
const stage = usePlayground()

test.each(['', 'react.html', 'vue.html'])(
  'axe finds nothing on page "%s", signed out and signed in',
  async (page) => {
    const tab = await stage.browser.open(`${stage.playground.url}/${page}`)
    await letAxeIn(tab)
    await tab.until(stateIs('signedOut'))
    expect(await violations(tab)).toEqual([])

    await pressOn(tab, '#sign-in-ada')
    await tab.until(stateIs('signedIn'))

    expect(await violations(tab)).toEqual([])
  },
)

test('the warning comes in two tabs, one key extends both, then idleness signs both out', async () => {
  const { playground, browser } = stage
  const open = () => browser.open(`${playground.url}/?limits=short`)
  const first = await open()
  await first.until(stateIs('signedOut'))
  await pressOn(first, '#sign-in-ada')
  await first.until(stateIs('signedIn'))
  await first.type('#notes', 'half a sen')
  const second = await open()
  await second.until(`${stateIs('signedIn')} || ${stateIs('warning')}`)
  const cookie = (await first.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  await first.until(`${textOf('#log')}.includes('refreshed')`, SHORT_IDLE_MS)

  await second.until(stateIs('warning'), SHORT_IDLE_MS)
  await first.until(stateIs('warning'))
  expect(await first.run(`document.querySelector('#idle-warning').open`)).toBe(true)
  await second.press('Enter')
  await second.until(stateIs('signedIn'))
  await first.until(stateIs('signedIn'))
  expect(await first.run(`document.querySelector('#notes').value`)).toBe('half a sen')

  await first.until(stateIs('signedOut'), 2 * SHORT_IDLE_MS)
  await second.until(stateIs('signedOut'))
  for (const tab of [first, second]) expect(await tab.run(textOf('#reason'))).toMatch(/idle/i)
  const replay = await fetch(`${playground.url}/api/whoami`, { headers: { cookie } })
  expect(replay.status).toBe(401)
}, 120_000)
