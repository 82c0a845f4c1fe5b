import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DoctorOptions, Finding } from '@latchkey/core/doctor'
import { expect, onTestFinished, test } from 'vitest'
import { serveSite } from './driver/serve-site.ts'
import { usePlayground } from './use-playground.ts'

const DIST = join(import.meta.dirname, '../dist')
const PAGE = '/e2e/pages/doctor.html'
const stage = usePlayground()

// A deployment in order, beside its script; each test takes something away.
const HEADERS = (issuer: string) => ({
  'content-security-policy': policy({ issuer }),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
})

/** What the doctor says on a page of that origin, as an app of the playground's provider. */
async function diagnose(origin: string, options: DoctorOptions = {}): Promise<Finding[]> {
  const { issuer, apiUrl } = stage.playground
  const tab = await stage.browser.open(origin + PAGE)
  await tab.until(`globalThis.latchkeyDoctor`)
  const given = { issuer, clientId: 'notes', redirectUri: PAGE, allowedOrigins: [apiUrl] }
  return tab.run(`latchkeyDoctor(${JSON.stringify({ ...given, ...options })})`)
}

/** Serves the built page with these headers, at an origin that the provider knows. */
async function deploy(headers: Record<string, string>, isRegistered = true): Promise<string> {
  const read = (path: string) => ({ body: readFileSync(join(DIST, path), 'utf8') })
  const scripts = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'))
  const site = await serveSite({
    [PAGE]: { ...read(PAGE), headers },
    ...Object.fromEntries(scripts.map((name) => [`/assets/${name}`, read(`assets/${name}`)])),
  })
  onTestFinished(() => site.close())
  const origin = site.at('localhost')
  if (isRegistered) stage.playground.allowPageOrigin(origin)
  return origin
}

function policy({ issuer, ...changes }: Record<string, string>): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'worker-src': "'self'",
    'connect-src': `'self' ${issuer} ${stage.playground.apiUrl}`,
    'frame-src': `'self' ${issuer}`,
    'frame-ancestors': "'self'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'latchkey',
    ...changes,
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

const namesOf = (findings: readonly Finding[], level: Finding['level']): string[] =>
  findings.filter((one) => one.level === level).map(({ check }) => check)

test('the playground has no problem', async () => {
  const findings = await diagnose(stage.playground.url)

  expect(findings.filter(({ level }) => level === 'problem')).toEqual([])
  expect(namesOf(findings, 'advice')).toEqual(['trusted-types', 'cache-control', 'same-site'])
})

test('under Trusted Types the doctor finds the worker by the policy that a session uses', async () => {
  const findings = await diagnose(await deploy(HEADERS(stage.playground.issuer)))

  expect(findings.filter(({ level }) => level === 'problem')).toEqual([])
  expect(namesOf(findings, 'advice')).toEqual(['worker-csp', 'same-site'])
})

test('a page without headers is told of each that matters', async () => {
  const findings = await diagnose(await deploy({}))

  expect(namesOf(findings, 'problem')).toEqual([
    'csp',
    'script-src',
    'frame-ancestors',
    'redirect-uri',
  ])
  expect(namesOf(findings, 'advice')).toEqual([
    'worker-src',
    'connect-src',
    'frame-src',
    'trusted-types',
    'coop',
    'referrer-policy',
    'cache-control',
    'worker-csp',
    'same-site',
  ])
})

test.each([
  ['worker-src', { 'worker-src': "'none'" }, ['worker-src']],
  ['trusted-types', { 'trusted-types': 'app' }, ['trusted-types', 'worker-file']],
  ['frame-ancestors', { 'frame-ancestors': '*' }, ['frame-ancestors']],
  ['script-src', { 'script-src': "'self' 'unsafe-inline'" }, ['script-src']],
])('a policy that is wrong in %s is told so', async (_name, change, problems) => {
  const { issuer } = stage.playground
  const headers = { 'content-security-policy': policy({ issuer, ...change }) }

  const findings = await diagnose(await deploy(headers))

  expect(namesOf(findings, 'problem')).toEqual(problems)
})

test('a page that may not call its own origin cannot be judged, and is told so', async () => {
  const { issuer } = stage.playground
  const headers = { 'content-security-policy': policy({ issuer, 'connect-src': issuer }) }

  const findings = await diagnose(await deploy(headers))

  expect(namesOf(findings, 'problem')).toEqual(['page', 'worker-file', 'redirect-uri'])
})

test('an origin that the provider does not know gets no tokens, and is told so', async () => {
  const findings = await diagnose(await deploy(HEADERS(stage.playground.issuer), false))

  expect(namesOf(findings, 'problem')).toEqual(['token-endpoint'])
})

test('a worker address that answers with a page is no worker', async () => {
  const findings = await diagnose(stage.playground.url, { workerUrl: PAGE })

  expect(namesOf(findings, 'problem')).toEqual(['worker-file'])
})

test('an issuer with a slash more is another issuer', async () => {
  const findings = await diagnose(stage.playground.url, { issuer: `${stage.playground.issuer}/` })

  expect(namesOf(findings, 'problem')).toEqual(['issuer'])
})

test('whether a reload is silent by a frame depends on the name of the page', async () => {
  const sister = new URL(stage.playground.url)
  sister.hostname = 'app.idp.localhost'

  const here = await diagnose(stage.playground.url)
  const there = await diagnose(sister.origin)

  const site = (findings: Finding[]) => findings.find(({ check }) => check === 'same-site')?.message
  expect(site(here)).toContain('another site')
  expect(site(there)).toContain('one site')
})
