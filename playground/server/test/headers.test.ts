// @vitest-environment node
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPage, startInTestTime } from './page.js'
import type { Playground } from '../start-playground.js'

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

test('every answer has the security headers, errors and files too', async () => {
  const { playground } = await startWithPages()
  const page = openPage(playground)
  await page.signIn()
  playground.faults.set({ route: 'session', kind: 'status-500', times: 1 })
  const csp =
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;" +
    `font-src 'self';connect-src 'self' ${playground.apiUrl} ${playground.issuer};worker-src 'self';` +
    `frame-src 'self' ${playground.issuer};` +
    "frame-ancestors 'self';base-uri 'none';form-action 'self';object-src 'none'"

  const answers = [
    await page.get('/session'),
    await page.get('/'),
    await page.get('/react.html'),
    await page.get('/assets/app-B1x2Y3z4.js'),
    await page.get('/assets/'),
    await page.get('/session'),
    await page.get('/no-such-page', { accept: 'text/html' }),
    await page.get('/no-such-file.js'),
    await page.get('/..%2f..%2fetc/passwd'),
    await page.get('/.hidden'),
    await page.get('/api/orders', { cookie: '' }),
    await page.post('/auth/sign-in', { json: {} }),
  ]

  expect(answers.map((answer) => answer.status)).toEqual([
    500, 200, 200, 200, 404, 200, 404, 404, 404, 404, 401, 400,
  ])
  for (const { headers } of answers) {
    expect(Object.fromEntries(headers)).toMatchObject(EVERYWHERE)
    expect(headers.get('content-security-policy')).toBe(csp)
    expect(headers.get('strict-transport-security')).toBeNull()
  }
})

test('a broken URL, too long headers and nonsense get no document without a CSP', async () => {
  const { playground } = await startInTestTime()

  const badUrl = await openPage(playground).get('/%zz')
  const tooLong = await sendRaw(
    playground,
    `GET / HTTP/1.1\r\ncookie: ${'a'.repeat(20_000)}\r\n\r\n`,
  )
  const nonsense = await sendRaw(playground, 'hello\r\n\r\n')

  expect(badUrl.status).toBe(400)
  expect(badUrl.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(tooLong).toMatch(/^HTTP\/1\.1 431 [\s\S]*content-security-policy: default-src 'none'/)
  expect(nonsense).toMatch(/^HTTP\/1\.1 400 [\s\S]*content-security-policy: default-src 'none'/)
})

test('pages are asked for again, hashed assets kept for ever, all else never stored', async () => {
  const { playground } = await startWithPages()
  const page = openPage(playground)

  const cachingOf = async (path: string): Promise<string | null> =>
    (await page.get(path)).headers.get('cache-control')

  expect(await cachingOf('/')).toBe('no-cache')
  expect(await cachingOf('/vault.js')).toBe('no-cache')
  expect(await cachingOf('/assets/app-B1x2Y3z4.js')).toBe('public, max-age=31536000, immutable')
  expect(await cachingOf('/session')).toBe('no-store')
  expect(await cachingOf('/api/orders')).toBe('no-store')
  expect(await cachingOf('/no-such-page')).toBe('no-store')
})

test('an unknown path is a 404 page, not the first page', async () => {
  const { playground } = await startWithPages()

  const answer = await openPage(playground).get('/deep/link', { accept: 'text/html,*/*' })

  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await answer.text()).toContain('no such page')
})

async function startWithPages(): ReturnType<typeof startInTestTime> {
  const distDir = await mkdtemp(join(tmpdir(), 'latchkey-pages-'))
  onTestFinished(() => rm(distDir, { recursive: true }))
  await mkdir(join(distDir, 'assets'))
  for (const name of [
    'index.html',
    'react.html',
    'vault.js',
    'assets/app-B1x2Y3z4.js',
    '.hidden',
  ]) {
    await writeFile(join(distDir, name), '')
  }
  return startInTestTime({ distDir })
}

function sendRaw(playground: Playground, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(playground.url)
    const socket = connect(Number(port), hostname, () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}
