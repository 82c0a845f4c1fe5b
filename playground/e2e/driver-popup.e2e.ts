import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { serveSite, type Site } from './driver/serve-site.ts'
import { useBrowser } from './use-browser.ts'

const APP = `<button id="sign-in">Sign in</button><p>Nobody</p><script>
  document.querySelector('#sign-in').onclick = () => {
    globalThis.popup = open(location.href.replace('localhost', 'identity.localhost') + 'sign-in',
      'sign-in', 'popup,width=400,height=500')
  }
  addEventListener('message', ({ data }) => { document.querySelector('p').textContent = data })
</script>`
const SIGN_IN = `<form action="/consent">
  <input name="user"><input name="password" type="password"><button>Next</button></form>`
const CONSENT = `<button id="allow">Allow</button><script>
  document.querySelector('#allow').onclick = () => {
    location = location.origin.replace('identity.localhost', 'localhost') + '/callback' + location.search
  }
</script>`
const CALLBACK = `<script>
  opener.postMessage(new URLSearchParams(location.search).get('user'), location.origin)
  close()
</script>`
const ASIDE = `<button autofocus>Close</button><script>
  document.querySelector('button').onclick = () => close()
</script>`
// A page of this policy shares no process with the provider, not even by a popup of its own.
const APART = { 'cross-origin-opener-policy': 'same-origin' }
const OPEN_APART = `void (document.querySelector('#sign-in').onclick = () => {
  open('about:blank', '_blank', 'popup,width=400,height=500').location.replace(
    location.origin.replace('localhost', 'identity.localhost') + '/sign-in-soon')
})`
// After the driver took the window, and before Firefox painted it.
const SOON_MS = 50

let site: Site
beforeAll(async () => {
  site = await serveSite({
    '/': { body: APP },
    '/apart': { body: APP, headers: APART },
    '/sign-in': { body: SIGN_IN },
    '/sign-in-soon': { body: SIGN_IN, afterMs: SOON_MS },
    '/consent': { body: CONSENT },
    '/callback': { body: CALLBACK },
    '/aside': { body: ASIDE },
  })
})
afterAll(() => site?.close())

describe.each(ENGINES)('%s', (engine) => {
  const stage = useBrowser(engine)

  test('a popup from a click signs in at another site, closes itself, and the first tab goes on', async () => {
    const tab = await stage.browser.open(`${site.at('localhost')}/`)
    await tab.click('#sign-in')
    const popup = await stage.browser.popup()

    await popup.until(`document.querySelector('[name=user]')`)
    await popup.type('[name=user]', 'ada')
    await popup.type('[name=password]', 'secret')
    await popup.press('Enter')
    await popup.until(`document.querySelector('#allow')`)
    await popup.click('#allow')

    await tab.until(`document.querySelector('p').textContent === 'ada'`)
    await tab.until(`popup.closed`)
    await expect(popup.run(`1`)).rejects.toThrow(/no such window/)
    expect(await tab.run(`location.pathname`)).toBe('/')
  })

  test.each(['click', 'key'])('a %s that closes its own window is no failure', async (input) => {
    const tab = await stage.browser.open(`${site.at('localhost')}/`)
    await tab.run(`void (document.querySelector('#sign-in').onclick = () => void open('/aside'))`)
    await tab.click('#sign-in')
    const popup = await stage.browser.popup()
    await popup.until(`document.activeElement.localName === 'button'`)

    await (input === 'click' ? popup.click('button') : popup.press('Enter'))

    await expect(popup.until(`false`)).rejects.toThrow(/no such window/)
    await expect(popup.press('Enter')).rejects.toThrow(/no such window/)
    await expect(stage.browser.open(`${site.at('localhost')}/`)).resolves.toBeDefined()
  })

  test('a popup that another process takes over while its window is built is followed there', async () => {
    const tab = await stage.browser.open(`${site.at('localhost')}/apart`)
    await tab.run(OPEN_APART)
    await tab.click('#sign-in')

    const popup = await stage.browser.popup()
    await popup.until(`document.querySelector('[name=user]')`)

    expect(await popup.run(`location.hostname`)).toBe('identity.localhost')
    await popup.close()
  })

  test('two popups are taken one after the other, and none twice', async () => {
    const tab = await stage.browser.open(`${site.at('localhost')}/`)
    await tab.run(`void (document.querySelector('#sign-in').onclick = () => void open('/aside'))`)
    await tab.click('#sign-in')
    const first = await stage.browser.popup()
    await tab.click('#sign-in')
    const second = await stage.browser.popup()
    await first.until(`location.pathname === '/aside'`)
    await second.until(`location.pathname === '/aside'`)

    await first.run(`void (globalThis.isFirst = true)`)

    expect(await second.run(`globalThis.isFirst ?? false`)).toBe(false)
    await expect(stage.browser.popup(0)).rejects.toThrow(/No page opened a window/)
  })
})
