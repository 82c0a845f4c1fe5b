import type { Finding } from '@latchkey/core/doctor'
import { describe, expect, test } from 'vitest'
import { deploy, diagnose, headersOf, PAGE, policyOf } from './doctor-deploy.ts'
import { ENGINES } from './driver/engines.ts'
import { usePlayground } from './use-playground.ts'

const namesOf = (findings: readonly Finding[], level: Finding['level']): string[] =>
  findings.filter((one) => one.level === level).map(({ check }) => check)

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test('the playground has no problem', async () => {
    const findings = await diagnose(stage, stage.playground.url)

    expect(findings.filter(({ level }) => level === 'problem')).toEqual([])
    expect(namesOf(findings, 'advice')).toEqual(['trusted-types', 'cache-control', 'same-site'])
  })

  test('under Trusted Types the doctor finds the worker by the policy that a session uses', async () => {
    const findings = await diagnose(stage, await deploy(stage, headersOf(stage)))

    expect(findings.filter(({ level }) => level === 'problem')).toEqual([])
    expect(namesOf(findings, 'advice')).toEqual(['worker-csp', 'same-site'])
  })

  test('a page without headers is told of each that matters', async () => {
    const findings = await diagnose(stage, await deploy(stage, {}))

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
    const headers = { 'content-security-policy': policyOf(stage.playground, { ...change }) }

    const findings = await diagnose(stage, await deploy(stage, headers))

    expect(namesOf(findings, 'problem')).toEqual(problems)
  })

  test('a page that may not call its own origin cannot be judged, and is told so', async () => {
    const { playground } = stage
    const policy = policyOf(playground, { 'connect-src': playground.issuer })
    const headers = { 'content-security-policy': policy }

    const findings = await diagnose(stage, await deploy(stage, headers))

    expect(namesOf(findings, 'problem')).toEqual(['page', 'worker-file', 'redirect-uri'])
  })

  test('an origin that the provider does not know gets no tokens, and is told so', async () => {
    const findings = await diagnose(stage, await deploy(stage, headersOf(stage), false))

    expect(namesOf(findings, 'problem')).toEqual(['token-endpoint'])
  })

  test('a worker address that answers with a page is no worker', async () => {
    const findings = await diagnose(stage, stage.playground.url, { workerUrl: PAGE })

    expect(namesOf(findings, 'problem')).toEqual(['worker-file'])
  })

  test('an issuer with a slash more is another issuer', async () => {
    const findings = await diagnose(stage, stage.playground.url, {
      issuer: `${stage.playground.issuer}/`,
    })

    expect(namesOf(findings, 'problem')).toEqual(['issuer'])
  })

  test('whether a reload is silent by a frame depends on the name of the page', async () => {
    const sister = new URL(stage.playground.url)
    sister.hostname = 'app.idp.localhost'

    const here = await diagnose(stage, stage.playground.url)
    const there = await diagnose(stage, sister.origin)

    const site = (findings: Finding[]) =>
      findings.find(({ check }) => check === 'same-site')?.message
    expect(site(here)).toContain('another site')
    expect(site(there)).toContain('one site')
  })
})
