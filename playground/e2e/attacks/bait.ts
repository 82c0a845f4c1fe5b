// It passes everything that a hook could stand around: a hook that has it not would miss a token, too.
const BAIT = 'the.bait.of.hooks'

/** Whether this loot has it. */
export function hasBait(loot: readonly string[]): boolean {
  return loot.some((text) => text.includes(BAIT))
}

/** Runs in the page, after the app was used. */
export function addBait(): void {
  const { attackers } = globalThis as never as { attackers: { layBait: unknown } }
  const bait = 'the.bait.of.hooks'
  const none = (): void => {}

  attackers.layBait = async () => {
    sendByNetwork()
    sendByMessage()
    useLanguage()
    const bytes = new TextEncoder().encode(bait)
    await crypto.subtle.digest('SHA-256', bytes)
    await crypto.subtle.encrypt('none', undefined as never, bytes).catch(none)
    await rest()
    await { bait }
    await Promise.resolve(bait).then((same) => same)
    new Worker(`/${bait}`, {}).terminate()
    // The last match is looked at again and again, and so must be the last.
    ;/^.*$/.exec(bait)
    await new Promise((done) => setTimeout(done, 20))
  }

  function sendByNetwork(): void {
    new XMLHttpRequest().open('GET', `/${bait}`)
    // No page may load that.
    fetch(`data:text/plain,${bait}`).catch(none)
    const { url, headers } = new Request(`/${bait}`)
    new Headers(headers).set('x-bait', url)
    new URLSearchParams().set('bait', bait)
    new Response(bait).clone()
    new Blob([bait]).stream().cancel().catch(none)
  }

  function sendByMessage(): void {
    postMessage(bait, '*')
    const channel = new MessageChannel()
    channel.port1.postMessage('')
    channel.port1.start()
    channel.port2.postMessage(bait)
    new BroadcastChannel('latchkey').postMessage(bait)
    void (new MessageEvent('message', { data: bait }).data as unknown)
    console.debug(bait)
  }

  function useLanguage(): void {
    JSON.parse(JSON.stringify(bait))
    Object.assign({}, { bait, access_token: '' }).access_token = bait
    ;({} as Record<string, string>)['access_token'] = bait
    const [same] = [bait]
    new Map().set(same, [bait.trim()].map(String))
    String.call(undefined, bait)
  }

  async function rest(): Promise<void> {
    sessionStorage.setItem('bait', bait)
    sessionStorage.removeItem('bait')
    const opening = indexedDB.open('bait')
    opening.onupgradeneeded = () => opening.result.createObjectStore('bait')
    await new Promise((done) => (opening.onsuccess = done))
    const database = opening.result
    const putting = database.transaction('bait', 'readwrite').objectStore('bait').put('', bait)
    await new Promise((done) => (putting.onsuccess = done))
    void putting.result
    database.close()
    indexedDB.deleteDatabase('bait')
  }
}
