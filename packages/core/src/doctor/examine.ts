import type { DoctorWorld } from '../ports/doctor-world.js'
import { checkConnections } from './check-connections.js'
import { checkCsp } from './check-csp.js'
import { checkFrames } from './check-frames.js'
import { checkIsolationHeaders } from './check-isolation-headers.js'
import { checkMetadata } from './check-metadata.js'
import { checkPageHeaders } from './check-page-headers.js'
import { checkPage } from './check-page.js'
import { checkPlatform } from './check-platform.js'
import { checkProvider } from './check-provider.js'
import { checkRedirectUri } from './check-redirect-uri.js'
import { checkScripts } from './check-scripts.js'
import { checkTokenEndpoint } from './check-token-endpoint.js'
import { checkTrustedTypes } from './check-trusted-types.js'
import { checkWorkerFile } from './check-worker-file.js'
import { checkWorkers } from './check-workers.js'
import { type DoctorOptions, resolveDoctorOptions } from './doctor-options.js'
import { CHECKS, type Finding } from './finding.js'
import { readScene, type Scene } from './scene.js'

const OF_THE_PAGE: readonly ((scene: Scene) => Finding[])[] = [
  checkCsp,
  checkScripts,
  checkWorkers,
  checkConnections,
  checkFrames,
  checkTrustedTypes,
  checkIsolationHeaders,
  checkPageHeaders,
]

/**
 * As `doctor`, in a world of one's own.
 *
 * @throws {TypeError | RangeError} for options that are not known or wrong
 */
export function examine(
  world: DoctorWorld,
  options: DoctorOptions = {},
): Promise<readonly Finding[]> {
  const resolved = resolveDoctorOptions(options, world.url())
  return readScene(world, resolved).then(judge)
}

async function judge(scene: Scene): Promise<readonly Finding[]> {
  const findings = [
    ...checkPlatform(scene),
    checkPage(scene),
    // Of headers that nobody saw nothing can be said.
    ...(scene.page === undefined ? [] : OF_THE_PAGE.flatMap((check) => check(scene))),
    ...checkWorkerFile(scene),
    ...checkRedirectUri(scene),
    ...checkProvider(scene),
    ...checkMetadata(scene),
    ...(await checkTokenEndpoint(scene)),
  ]
  const place = ({ check }: Finding): number => CHECKS.indexOf(check)
  return Object.freeze(findings.toSorted((one, other) => place(one) - place(other)))
}
