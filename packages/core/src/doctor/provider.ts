import { discoveryRequest } from 'oauth4webapi'
import type { DoctorWorld } from '../ports/doctor-world.js'
import type { StrategyWorld } from '../ports/strategy.js'
import { fieldsOf } from '../strategies/fields.js'
import { requestOptions } from '../strategies/oidc/discovery.js'
import { type Answer, answerOf } from './read-text.js'

/** What a provider says of itself. */
export interface Provider {
  readonly issuer: string
  /** Undefined where it did not answer this page. */
  readonly answer: Answer | undefined
  /** Undefined where the answer holds none. */
  readonly metadata: Metadata | undefined
}

/** Metadata as it came: nothing of it is to be relied on. */
export type Metadata = Readonly<Record<string, unknown>>

const FETCHED = ['token_endpoint', 'jwks_uri', 'revocation_endpoint'] as const

/** Asks for the metadata as a session does. OpenID Connect Discovery 1.0, section 4. */
export async function readProvider({ http }: DoctorWorld, issuer: string): Promise<Provider> {
  const url = new URL(issuer)
  // Of a session's world only the network is used.
  const world = { http } as StrategyWorld
  const options = requestOptions(world, url, new AbortController().signal)
  try {
    const response = await discoveryRequest(url, { ...options, algorithm: 'oidc' })
    const answer = await answerOf(response, issuer)
    return { issuer, answer, metadata: answer.ok ? parseMetadata(answer.text) : undefined }
  } catch {
    return { issuer, answer: undefined, metadata: undefined }
  }
}

/** The origins that a session calls at a provider. */
export function calledOrigins({ issuer, metadata = {} }: Provider): string[] {
  const addresses = [issuer, ...FETCHED.map((name) => metadata[name])]
  return [...new Set(addresses.flatMap(originOf))]
}

/** The origin of the page where users sign in. */
export function pageOrigin({ issuer, metadata = {} }: Provider): string {
  return originOf(metadata['authorization_endpoint'])[0] ?? new URL(issuer).origin
}

/** The texts of a list in the metadata; undefined where there is no such list. */
export function listOf(metadata: Metadata, name: string): string[] | undefined {
  const value = metadata[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined
}

function originOf(address: unknown): string[] {
  return typeof address === 'string' && URL.canParse(address) ? [new URL(address).origin] : []
}

function parseMetadata(text: string): Metadata | undefined {
  try {
    const fields = fieldsOf(JSON.parse(text))
    return Object.keys(fields).length > 0 ? fields : undefined
  } catch {
    return undefined
  }
}
