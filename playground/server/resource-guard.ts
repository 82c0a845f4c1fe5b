import type { FastifyReply, FastifyRequest } from 'fastify'
import { createLocalJWKSet, jwtVerify, type JWTPayload } from 'jose'
import { API_HOST } from './api-host.js'
import { createProofCheck, PROOF_ALGORITHMS } from './dpop-proof.js'
import { apiOriginsOf } from './identity/identity-parts.js'
import { PAGE_HOSTS } from './page-hosts.js'
import { Refusal } from './refusal.js'
import type { Site } from './site.js'

/** Who calls the API with an access token of the identity server. */
export interface ResourceCaller {
  readonly sub: string
  readonly clientId: string
  readonly scheme: 'Bearer' | 'DPoP'
  /** How the user signed in, and when, in seconds since 1970. */
  readonly acr: string | undefined
  readonly authTime: number
}

/** Tells who calls; throws a {@link Refusal} with a challenge on the reply where nobody may. */
export type ResourceGuard = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<ResourceCaller>

interface Presented {
  readonly scheme: 'Bearer' | 'DPoP'
  readonly token: string
}

const ALGORITHMS = `algs="${PROOF_ALGORITHMS.join(' ')}"`
const OWN_HOSTS: readonly string[] = [...PAGE_HOSTS, API_HOST]

/** Creates the guard of the API: RFC 6750 for bearer tokens, RFC 9449 for bound ones. */
export function createResourceGuard({ state, identity }: Site): ResourceGuard {
  const { issued, nonces, publicKeys } = identity
  const { issuer } = identity.identity
  const keys = createLocalJWKSet(publicKeys)
  const checkProof = createProofCheck(nonces, Date.now)

  return async (request, reply) => {
    const presented = readAuthorization(request)
    if (presented === undefined) {
      reply.header('www-authenticate', `Bearer, DPoP ${ALGORITHMS}`)
      throw new Refusal(401, 'unauthorized', 'Send an access token.')
    }
    const { scheme, token } = presented
    const claims = await readToken(token)
    if (claims === undefined) {
      throw challenge(reply, scheme, 'invalid_token', 'The token is expired, revoked or foreign.')
    }
    await checkBinding(claims, presented, request, reply)
    return callerOf(claims, scheme)
  }

  async function readToken(token: string): Promise<JWTPayload | undefined> {
    const verified = await jwtVerify(token, keys, {
      issuer,
      audience: apiOriginsOf(state),
      typ: 'at+jwt',
      requiredClaims: ['sub', 'exp', 'iat', 'jti', 'client_id'],
    }).catch(() => undefined)
    return issued.isLiving(verified?.payload.jti ?? '') ? verified?.payload : undefined
  }

  async function checkBinding(
    claims: JWTPayload,
    { scheme, token }: Presented,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const thumbprint = boundKeyOf(claims)
    const right = thumbprint === undefined ? 'Bearer' : 'DPoP'
    if (scheme !== right) {
      throw challenge(reply, right, 'invalid_token', `The scheme of this token is ${right}.`)
    }
    if (thumbprint === undefined) return
    const expected = { method: request.method, url: urlOf(request), accessToken: token, thumbprint }
    const result = await checkProof(request.headers['dpop'], expected)
    reply.header('dpop-nonce', nonces.current())
    if (result !== 'ok') throw challenge(reply, 'DPoP', result, 'The DPoP proof is not good.')
  }
}

/** Puts a challenge on the reply; returns what to throw. */
export function challenge(
  reply: FastifyReply,
  scheme: ResourceCaller['scheme'],
  error: string,
  message: string,
  more: readonly string[] = [],
): Refusal {
  const algorithms = scheme === 'DPoP' ? [ALGORITHMS] : []
  const parameters = [`error="${error}"`, `error_description="${message}"`, ...more, ...algorithms]
  reply.header('www-authenticate', `${scheme} ${parameters.join(', ')}`)
  return new Refusal(401, error, message)
}

function readAuthorization({ headers }: FastifyRequest): Presented | undefined {
  const match = /^(bearer|dpop) +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')
  if (match === null) return undefined
  const [, scheme = '', token = ''] = match
  return { scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token }
}

function boundKeyOf({ cnf }: JWTPayload): string | undefined {
  const isObject = typeof cnf === 'object' && cnf !== null
  return isObject && 'jkt' in cnf && typeof cnf.jkt === 'string' ? cnf.jkt : undefined
}

/** The URL that a proof must name. Of `Host` only our own names are taken. */
function urlOf({ protocol, host, hostname, url }: FastifyRequest): string {
  const origin = OWN_HOSTS.includes(hostname) ? `${protocol}://${host}` : ''
  return origin + (url.split('?')[0] ?? '')
}

function callerOf(claims: JWTPayload, scheme: ResourceCaller['scheme']): ResourceCaller {
  const { sub = '', acr, auth_time: authTime, client_id: clientId } = claims
  return {
    sub,
    clientId: String(clientId),
    scheme,
    acr: typeof acr === 'string' ? acr : undefined,
    authTime: typeof authTime === 'number' ? authTime : 0,
  }
}
