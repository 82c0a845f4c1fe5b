import type { FastifyReply, FastifyRequest } from 'fastify'

/** The name that gives the API an origin of its own; browsers resolve it to loopback. */
export const API_HOST = 'api.localhost'

/** Whether the request came to the API's own origin. */
export function isApiHost(request: FastifyRequest): boolean {
  return request.hostname === API_HOST
}

/** Answers 404 on the API's origin to all but the API: it has no pages and no sessions. */
export async function keepApiHostApart(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (!isApiHost(request) || /^\/(api|oidc)\//.test(request.url)) return undefined
  return reply.callNotFound()
}
