import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { openOidcPage, openSignedIn } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

const FETCH = `oidcHarness.session.fetch`
const CODE = `.then(() => 'no error', (error) => error.code ?? error.name)`

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('bodies and answers cross to the worker and back as they are', async () => {
    const tab = await openSignedIn(stage)
    const { url } = stage.playground

    const upload = await tab.run<Upload>(`(async () => {
      const form = new FormData()
      form.append('note', 'grüße')
      form.append('file', new File(['a'.repeat(100_000)], 'naïve.txt', { type: 'text/plain' }))
      return (await ${FETCH}('/oidc/upload', { method: 'POST', body: form })).json()
    })()`)
    const blob = await tab.run<Upload>(
      `${FETCH}('/oidc/upload', { method: 'POST', body: new Blob(['abc'], { type: 'text/x-mine' }) }).then((a) => a.json())`,
    )
    const stream = await tab.run<Upload>(
      `${FETCH}('/oidc/upload', { method: 'POST', duplex: 'half', body: new Response('from a stream').body }).then((a) => a.json())`,
    )
    const answer = await tab.run(`(async () => {
      const response = await ${FETCH}('/oidc/download?bytes=3000000')
      const copy = response.clone()
      const bytes = new Uint8Array(await response.arrayBuffer())
      return { url: response.url, status: response.status, ok: response.ok, type: response.type,
        size: bytes.length, sound: bytes.every((byte, index) => byte === index % 251),
        copied: (await copy.blob()).size, copyUrl: copy.url }
    })()`)

    expect(upload.contentType).toMatch(/^multipart\/form-data; boundary=/)
    expect(upload.fields.map(({ name, fileName, bytes }) => [name, fileName, bytes])).toEqual([
      ['note', undefined, 7],
      ['file', 'naïve.txt', 100_000],
    ])
    expect(blob).toMatchObject({ contentType: 'text/x-mine', bytes: 3 })
    expect(stream.bytes).toBe('from a stream'.length)
    const address = `${url}/oidc/download?bytes=3000000`
    expect(answer).toEqual({
      url: address,
      status: 200,
      ok: true,
      type: 'basic',
      size: 3_000_000,
      sound: true,
      copied: 3_000_000,
      copyUrl: address,
    })
  })

  test('P17 P18 what must not get out does not', async () => {
    const tab = await openSignedIn(stage)
    const { url, issuer } = stage.playground

    expect(await tab.run(`oidcHarness.session.getToken()${CODE}`)).toBe('token_isolated')
    expect(await tab.run(`${FETCH}('/oidc/echo')${CODE}`)).toBe('token_isolated')
    expect(await tab.run(`${FETCH}('${issuer}/token')${CODE}`)).toBe('origin_not_allowed')
    const to = encodeURIComponent(`${issuer}/.well-known/openid-configuration`)
    expect(await tab.run(`${FETCH}('${url}/oidc/redirect?to=${to}')${CODE}`)).toBe(
      'redirect_refused',
    )
    const headers = `{ headers: { authorization: 'Bearer mine', dpop: 'mine' } }`
    expect(await tab.run(`${FETCH}('/oidc/bound', ${headers}).then((a) => a.status)`)).toBe(200)
  })

  test('an abort is heard at once, before the answer and in it', async () => {
    const tab = await openSignedIn(stage)
    const aborting = (rest: string) =>
      tab.run(`(async () => {
        const stop = new AbortController()
        const response = ${FETCH}('/oidc/download?bytes=50000000', { signal: stop.signal })
        ${rest}
      })()`)

    expect(
      await aborting(`stop.abort(new Error('mine')); return response.catch((e) => e.message)`),
    ).toBe('mine')
    expect(
      await aborting(`const body = (await response).body.getReader()
        await body.read()
        stop.abort()
        try { for (;;) if ((await body.read()).done) return 'done' } catch (e) { return e.name }`),
    ).toBe('AbortError')
    expect(await tab.run(`oidcHarness.call(1)`)).toEqual([200])
  })

  test.each(['missing.js', 'index.html', 'https://cdn.example.com/vault.js'])(
    'a worker file that is no worker file (%s) is an error that says so, and never the page',
    async (file) => {
      const worker = file.includes(':') ? file : `${stage.playground.url}/${file}`
      const tab = await openOidcPage(stage, `worker=${encodeURIComponent(worker)}`)

      await tab.until(`oidcHarness.session.state.error`, 15_000)

      const code = file.includes(':') ? 'vault_url' : 'vault_unavailable'
      expect(await tab.run(`oidcHarness.session.state.error.code`)).toBe(code)
      expect(await tab.run(`oidcHarness.session.state.status`)).toBe('starting')
      expect(await tab.run(`oidcHarness.call(1)`)).toEqual([code])
    },
  )
})

interface Upload {
  readonly contentType: string
  readonly bytes: number
  readonly fields: readonly {
    readonly name: string
    readonly fileName?: string
    readonly bytes: number
  }[]
}
