import { browserDoctorWorld } from '../browser/doctor-world.js'
import { inBrowser } from '../browser/in-browser.js'
import { SessionError } from '../errors.js'
import { vaultUrl } from '../vault-url.js'
import type { DoctorOptions } from './doctor-options.js'
import { examine } from './examine.js'
import type { Finding } from './finding.js'

/**
 * Looks at how an app is deployed: the browser, the page's headers, the worker file, the provider's metadata.
 *
 * For a page of the deployed app, while setting it up or in a test of it; users need none. It reads the page, the worker file and the
 * provider's metadata once, and asks the token endpoint with a code that is none. What it finds it returns, the order is fixed.
 * Where Trusted Types are there it makes the policy `latchkey`, as a session does.
 *
 * @throws {TypeError | RangeError} for options that are not known or wrong
 * @throws {SessionError} `not_in_browser`
 * @see OWASP HTTP Headers Cheat Sheet; RFC 9700
 * @example
 * const findings = await doctor({ issuer: 'https://login.example.com', clientId: 'shop' })
 * const problems = findings.filter(({ level }) => level === 'problem')
 */
export function doctor(options: DoctorOptions = {}): Promise<readonly Finding[]> {
  if (!inBrowser()) throw new SessionError('not_in_browser')
  // A Trusted Types policy hands out an object of its own; its text is the address.
  const world = browserDoctorWorld(() => String(vaultUrl(options.workerUrl)))
  return examine(world, options)
}
