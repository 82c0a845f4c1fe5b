import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from './refusal.js'

const MAX_UPLOAD_BYTES = 64 * 1024 * 1024

/** Lets a scope take forms of both encodings, beside JSON. */
export function addBodyParsers(app: FastifyInstance): void {
  app.register(formbody)
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const form = await new Response(new Uint8Array(body), { headers })
        .formData()
        .catch(() => Promise.reject(badBody('The multipart form is broken.')))
      return Object.fromEntries([...form].map(([name, value]) => [name, describe(value)]))
    },
  )
}

/** The names and values in a JSON object or a form. */
export function entriesOf(body: unknown): readonly (readonly [string, unknown])[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badBody('Send a JSON object or a form.')
  }
  return Object.entries(body)
}

/** Lets a scope take anything, of which only the size is kept. */
export function countBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', async (_request: unknown, payload: AsyncIterable<Buffer>) => {
    let bytes = 0
    for await (const chunk of payload) {
      bytes += chunk.length
      if (bytes > MAX_UPLOAD_BYTES) throw new Refusal(413, 'too_large', 'At most 64 MiB.')
    }
    return bytes
  })
}

function describe(value: FormDataEntryValue): string {
  return typeof value === 'string' ? value : `${value.name} (${value.size} bytes)`
}

function badBody(message: string): Refusal {
  return new Refusal(400, 'invalid_request', message)
}
