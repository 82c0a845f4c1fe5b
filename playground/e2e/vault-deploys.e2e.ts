import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { serveSite } from './driver/serve-site.ts'
import { openOidc, openSignedIn, SIGNED_IN } from './oidc-tab.ts'
import { usePlayground } from './use-playground.ts'

const DIST = join(import.meta.dirname, '../dist')
const ASSETS = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'))
const PAGE = '/e2e/pages/oidc.html'
const VAULT = `/assets/${ASSETS.find((name) => /^vault-[\w-]{8}\.js$/.test(name))}`
const SETTLED = `globalThis.oidcHarness && (oidcHarness.session.state.status !== 'starting' || oidcHarness.session.state.error)`
const COEP = 'cross-origin-embedder-policy'
const TYPES = `require-trusted-types-for 'script'`

/** Serves the built page as a deployment would that sends these headers. */
async function deploy(headers: Record<string, string>): Promise<string> {
  const read = (path: string) => readFileSync(join(DIST, path), 'utf8')
  const type = { 'content-type': 'text/javascript' }
  // A worker of an isolated page needs the page's own header on its file: HTML, "check a worker global scope's embedder policy".
  const { [COEP]: isolated } = headers
  const scripts = ASSETS.map((name) => {
    const path = `/assets/${name}`
    return [path, { body: read(path), headers: { ...type, ...(isolated && { [COEP]: isolated }) } }]
  })
  const page = { body: read(PAGE), headers: { 'content-type': 'text/html', ...headers } }
  const site = await serveSite({ ...Object.fromEntries(scripts), [PAGE]: page })
  onTestFinished(() => site.close())
  return site.at('localhost')
}

const POLICIES = {
  'one that names the policy': [
    { 'content-security-policy': `${TYPES}; trusted-types latchkey` },
    'none',
  ],
  'Trusted Types without our policy': [
    { 'content-security-policy': `${TYPES}; trusted-types other` },
    'vault_unavailable',
  ],
  'no workers at all': [{ 'content-security-policy': `worker-src 'none'` }, 'vault_unavailable'],
  'our own scripts and workers': [
    { 'content-security-policy': `default-src 'none'; script-src 'self'; worker-src 'self'` },
    'none',
  ],
  'an isolated page': [{ [COEP]: 'require-corp' }, 'none'],
} as const

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test.each(Object.keys(POLICIES) as (keyof typeof POLICIES)[])(
    'a page whose policy allows %s',
    async (name) => {
      const [headers, code] = POLICIES[name]
      const url = await deploy(headers)
      const issuer = encodeURIComponent(stage.playground.issuer)

      const tab = await stage.browser.open(`${url}${PAGE}?issuer=${issuer}`)
      await tab.until(SETTLED, 15_000)

      const told = `oidcHarness.session.state.error?.code ?? 'none'`
      expect(await tab.run(told)).toBe(code)
    },
  )

  test('P1 two deploys side by side have a vault each, and never spend a sealed token twice', async () => {
    const old = await openSignedIn(stage, 'persist=sealed')
    const next = await openOidc(
      stage,
      `persist=sealed&worker=${encodeURIComponent(`${VAULT}?next`)}`,
    )
    await next.until(SIGNED_IN)
    const { counters } = stage.playground.identity
    counters.reset()

    for (let time = 0; time < 3; time++) {
      stage.playground.identity.expireAccessTokens()
      for (const tab of [old, next])
        await tab.run(`void (globalThis.calling = oidcHarness.call(5))`)
      for (const tab of [old, next]) {
        expect(await tab.run(`globalThis.calling`)).toEqual([200, 200, 200, 200, 200])
      }
    }

    expect(counters.refreshes).toBe(3)
    expect(counters.reuses).toBe(0)
  })
})
