import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DoctorOptions, Finding } from '@latchkey/core/doctor'
import { onTestFinished } from 'vitest'
import { serveSite } from './driver/serve-site.ts'
import type { Stage } from './use-playground.ts'

const DIST = join(import.meta.dirname, '../dist')

/** The page that runs the doctor. */
export const PAGE = '/e2e/pages/doctor.html'

/** The headers of a deployment in order, beside its script; each test takes something away. */
export const headersOf = ({ playground }: Stage) => ({
  'content-security-policy': policyOf(playground),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
})

/** The content security policy of such a deployment, with these directives changed. */
export function policyOf(
  { issuer, apiUrl }: Stage['playground'],
  changes: Record<string, string> = {},
): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'worker-src': "'self'",
    'connect-src': `'self' ${issuer} ${apiUrl}`,
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

/** What the doctor says on a page of that origin, as an app of the playground's provider. */
export async function diagnose(
  { playground, browser }: Stage,
  origin: string,
  options: DoctorOptions = {},
): Promise<Finding[]> {
  const { issuer, apiUrl } = playground
  const tab = await browser.open(origin + PAGE)
  await tab.until(`typeof globalThis.latchkeyDoctor === 'function'`)
  const given = { issuer, clientId: 'notes', redirectUri: PAGE, allowedOrigins: [apiUrl] }
  return tab.run(`latchkeyDoctor(${JSON.stringify({ ...given, ...options })})`)
}

/** Serves the built page with these headers, at an origin that the provider knows. */
export async function deploy(
  { playground }: Stage,
  headers: Record<string, string>,
  isRegistered = true,
): Promise<string> {
  const read = (path: string) => ({ body: readFileSync(join(DIST, path), 'utf8') })
  const scripts = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'))
  const site = await serveSite({
    [PAGE]: { ...read(PAGE), headers },
    ...Object.fromEntries(scripts.map((name) => [`/assets/${name}`, read(`assets/${name}`)])),
  })
  onTestFinished(() => site.close())
  const origin = site.at('localhost')
  if (isRegistered) playground.allowPageOrigin(origin)
  return origin
}
