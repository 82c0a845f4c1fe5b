import { SessionError } from '../errors.js'
import type { DoctorWorld } from '../ports/doctor-world.js'
import { parsePolicies, type Policy } from './csp.js'
import type { ResolvedDoctorOptions } from './doctor-options.js'
import { readProvider, type Provider } from './provider.js'
import { type Answer, readText } from './read-text.js'

/** The worker file as it was served, or why there is none. */
export type WorkerFile =
  | { readonly url: string; readonly answer: Answer | undefined }
  | { readonly refusal: string }

/** All that was read, before anything is judged. */
export interface Scene {
  readonly world: DoctorWorld
  readonly options: ResolvedDoctorOptions
  /** The page's origin. */
  readonly self: string
  /** Undefined where the page could not be read again. */
  readonly page: Answer | undefined
  /** What binds the page: the policies of its headers, then those of its markup. */
  readonly policies: readonly Policy[]
  /** The policies of its headers alone; some directives count nowhere else. */
  readonly headerPolicies: readonly Policy[]
  readonly workerFile: WorkerFile
  /** The page that a provider sends back to; undefined where none is asked for or it could not be read. */
  readonly redirectPage: Answer | undefined
  /** Undefined where no issuer was given. */
  readonly provider: Provider | undefined
}

/** Reads the page, its worker file and its provider's metadata. */
export async function readScene(
  world: DoctorWorld,
  options: ResolvedDoctorOptions,
): Promise<Scene> {
  const { document, issuer, redirectUri, isOwnPage } = options
  const self = new URL(world.url()).origin
  const ownRedirect = new URL(redirectUri).origin === self
  const [page, workerFile, redirectPage, provider] = await Promise.all([
    readPage(world, document),
    readWorkerFile(world),
    issuer !== undefined && ownRedirect ? readPage(world, redirectUri) : undefined,
    issuer === undefined ? undefined : readProvider(world, issuer),
  ])
  const headerPolicies = policiesOf(page)
  const meta = isOwnPage ? world.metaPolicies().flatMap(parsePolicies) : []
  const policies = [...headerPolicies, ...meta]
  return {
    world,
    options,
    self,
    page,
    policies,
    headerPolicies,
    workerFile,
    redirectPage,
    provider,
  }
}

/** The policies of an answer's headers. */
export function policiesOf(answer: Answer | undefined): Policy[] {
  return parsePolicies(answer?.headers.get('content-security-policy') ?? null)
}

// Servers answer with the page only where a page is asked for.
function readPage(world: DoctorWorld, address: string): Promise<Answer | undefined> {
  return readText(world, address, { headers: { accept: 'text/html' } })
}

async function readWorkerFile(world: DoctorWorld): Promise<WorkerFile> {
  try {
    const url = world.workerUrl()
    return { url, answer: await readText(world, url) }
  } catch (error) {
    if (error instanceof SessionError) return { refusal: error.message }
    throw error
  }
}
