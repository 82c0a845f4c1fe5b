import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { servePage, type PageServer } from './serve-page.ts'
import { useBrowser } from './use-browser.ts'

let server: PageServer
let url: string
beforeAll(async () => {
  server = await servePage(`<!doctype html><title>A page</title><input><button>Press</button>`)
  url = server.url
})
afterAll(() => server?.close())

describe.each(ENGINES)('%s', (engine) => {
  const stage = useBrowser(engine)

  test('typing, pressing and clicking are trusted input', async () => {
    const tab = await stage.browser.open(url)
    await tab.run(`void (globalThis.seen = [],
      ['keydown', 'click'].forEach((type) =>
        addEventListener(type, (e) => seen.push([e.isTrusted, e.key ?? type].join(' ')))))`)

    await tab.type('input', 'a')
    await tab.type(undefined, 'b')
    await tab.press('Shift+ArrowLeft')
    await tab.press('Tab')
    await tab.click('button')

    const expected = ['true a', 'true b', 'true Shift', 'true ArrowLeft', 'true Tab', 'true click']
    expect(await tab.run(`seen`)).toEqual(expected)
    expect(await tab.run(`document.querySelector('input').value`)).toBe('ab')
  })

  test('the keyboard moves the focus, forth and back', async () => {
    const tab = await stage.browser.open(url)
    const focused = `document.activeElement.localName`
    await tab.click('input')

    await tab.press('Tab')
    const forth = await tab.run(focused)
    await tab.press('Shift+Tab')

    expect([forth, await tab.run(focused)]).toEqual(['button', 'input'])
  })
})
