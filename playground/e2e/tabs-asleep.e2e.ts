import { describe, expect, test } from 'vitest'
import { can, enginesThatCan } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import { STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

/** Keeps the next transaction busy that reads or writes: the page is left in the middle of it. */
const STAY_IN_DATABASE = `(() => {
  const { get } = IDBObjectStore.prototype
  IDBObjectStore.prototype.get = function (key) {
    IDBObjectStore.prototype.get = get
    const ask = () => (get.call(this, key).onsuccess = ask)
    globalThis.isInDatabase = true
    ask()
    return get.call(this, key)
  }
})()`
const STATE_SHOWN = `document.querySelector('#state').textContent`

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('P21 a page from the back/forward cache is checked before it shows its session again', async () => {
    const tab = await stage.open()
    await tab.run(`latchkey.signIn('ada')`)
    await tab.run(`void addEventListener('pageshow', ({ persisted }) => {
      globalThis.atReturn = [persisted, ${STATUS}, ${STATE_SHOWN}]
    })`)
    await tab.goto(`${stage.playground.url}/api/nowhere`)

    await tab.back()

    expect(await tab.until(`globalThis.atReturn`)).toEqual([true, 'starting', 'starting'])
    await tab.until(`${STATUS} === 'signedIn'`)
    expect(await tab.run(`latchkey.call(1)`)).toEqual([200])
  })

  test('P13 a page from the back/forward cache does not show the session that was ended meanwhile', async () => {
    const [other, tab] = await stage.openMany(2)
    await other!.run(`latchkey.signIn('ada')`)
    await tab!.until(`${STATUS} === 'signedIn'`)
    await tab!.run(`void (globalThis.isKept = true)`)
    await tab!.goto(`${stage.playground.url}/api/nowhere`)

    await other!.run(`latchkey.session.signOut()`)
    await tab!.back()

    await tab!.until(`globalThis.latchkey && ${STATUS} === 'signedOut'`)
    expect(await tab!.run(STATE_SHOWN)).toBe('signedOut')
    const isEvicted = can(engine, 'evict a cached page by a message')
    expect(await tab!.run(`globalThis.isKept ?? false`)).toBe(!isEvicted)
  })

  test('P13 a page that was left in the middle of reading the record holds up no other', async () => {
    const [other, tab] = await stage.openMany(2)
    await other!.run(`latchkey.signIn('ada')`)
    await tab!.until(`${STATUS} === 'signedIn'`)
    await tab!.run(STAY_IN_DATABASE)
    await tab!.run(`void dispatchEvent(new Event('focus'))`)
    await tab!.until(`globalThis.isInDatabase`)
    await tab!.goto(`${stage.playground.url}/api/nowhere`)

    await other!.run(`latchkey.session.signOut()`)
    await other!.run(`latchkey.signIn('ada')`)
    await tab!.back()

    await tab!.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
    expect(await tab!.run(`latchkey.call(1)`)).toEqual([200])
    const told = `latchkey.events`
    expect([await tab!.run(told), await other!.run(told)]).not.toContainEqual(
      expect.arrayContaining(['notice']),
    )
  })
})

describe.each(enginesThatCan('freeze'))('%s', (engine) => {
  const stage = usePlayground(engine)

  test('P13 a frozen tab shows and requests nothing after a sign-out elsewhere', async () => {
    const [other, tab] = await stage.openMany(2)
    await other!.run(`latchkey.signIn('ada')`)
    await tab!.until(`${STATUS} === 'signedIn'`)
    await tab!.freeze()
    await other!.run(`latchkey.session.signOut()`)
    const before = stage.playground.counters.api

    await tab!.thaw()

    expect(await tab!.run(`latchkey.call(1)`)).toEqual(['signed_out'])
    await tab!.until(`${STATE_SHOWN} === 'signedOut'`)
    expect(stage.playground.counters.api).toBe(before)
  })
})
