import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './refusal.js'
import { BARE_HEADERS } from './security-headers.js'

const NOT_FOUND_PAGE =
  '<!doctype html><html lang="en"><title>Not found</title><h1>There is no such page.</h1></html>'

/** Makes every error an answer that tells what was wrong with the request, not of the server. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
    const status = error.statusCode ?? 500
    if (error instanceof Refusal) sendError(reply, status, error.error, error.message)
    else if (status < 500) sendError(reply, status, 'invalid_request', error.message)
    else sendError(reply, 500, 'internal_error', 'Something went wrong here.')
  })

  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') === true
    if (wantsPage) reply.code(404).type('text/html; charset=utf-8').send(NOT_FOUND_PAGE)
    else sendError(reply, 404, 'not_found', 'There is nothing here.')
  })
}

/** Answers a URL that cannot be parsed; Fastify runs no hooks for it. */
export function answerBadUrl(_error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(BARE_HEADERS)
  sendError(reply, 400, 'invalid_request', 'The URL is broken.')
}

/**
 * Answers what is not even HTTP, or has headers that are too long.
 *
 * The latter an attacker can cause with a flood of cookies, to get a document without a CSP.
 */
export function answerBrokenRequest(error: { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
  const headers = { ...BARE_HEADERS, connection: 'close', 'content-length': '0' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`)
}

function sendError(reply: FastifyReply, status: number, error: string, message: string): void {
  reply.code(status).type('application/json').send({ error, message })
}
