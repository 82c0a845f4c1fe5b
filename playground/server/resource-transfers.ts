import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.js'
import { guardResources } from './resource-routes.js'
import type { Site } from './site.js'

/** What arrived of an upload, so that a client can tell whether every byte did. */
export interface UploadReceipt {
  readonly contentType: string
  readonly bytes: number
  /** Of the whole body, hexadecimal. */
  readonly sha256: string
  /** The parts of a multipart form, in their order. */
  readonly fields: readonly UploadedField[]
}

/** One part of a multipart form. */
export interface UploadedField {
  readonly name: string
  readonly fileName?: string
  readonly type?: string
  readonly bytes: number
  readonly sha256: string
}

const BYTES_QUERY = {
  type: 'object',
  properties: { bytes: { type: 'string', pattern: '^\\d{1,9}$' } },
  required: ['bytes'],
}

const CONFIG = { counter: 'api', faults: ['api'] } as const
const CHUNK_BYTES = 64 * 1024
const MAX_UPLOAD_BYTES = 64 * 1024 * 1024

/** Adds a download of any size, and an upload that says what arrived. */
export function addTransferRoutes(app: FastifyInstance, site: Site): void {
  guardResources(app, site)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request: unknown, payload: AsyncIterable<Buffer>) => {
    return readAll(payload)
  })

  app.get<{ Querystring: { readonly bytes: string } }>(
    '/oidc/download',
    { config: CONFIG, schema: { querystring: BYTES_QUERY } },
    ({ query }, reply) => {
      const bytes = Number(query.bytes)
      reply.type('application/octet-stream').header('content-length', bytes)
      return reply.send(Readable.from(chunksOf(bytes), { objectMode: false }))
    },
  )

  app.post<{ Body: Buffer | undefined }>('/oidc/upload', { config: CONFIG }, (request) => {
    return receiptOf(request.headers['content-type'] ?? '', request.body ?? Buffer.alloc(0))
  })
}

/** The bytes 0, 1, 2 … 250, 0, 1 …: what is missing or doubled shows. */
function* chunksOf(bytes: number): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += CHUNK_BYTES) {
    const size = Math.min(CHUNK_BYTES, bytes - sent)
    yield Buffer.from(Uint8Array.from({ length: size }, (_value, index) => (sent + index) % 251))
  }
}

async function readAll(payload: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of payload) {
    bytes += chunk.length
    if (bytes > MAX_UPLOAD_BYTES) throw new Refusal(413, 'too_large', 'At most 64 MiB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function receiptOf(contentType: string, body: Buffer): Promise<UploadReceipt> {
  const isForm = contentType.toLowerCase().startsWith('multipart/form-data')
  const fields = isForm ? await fieldsOf(contentType, body) : []
  return { contentType, bytes: body.length, sha256: sha256Of(body), fields }
}

async function fieldsOf(contentType: string, body: Buffer): Promise<UploadedField[]> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  })
    .formData()
    .catch(() =>
      Promise.reject(new Refusal(400, 'invalid_request', 'The multipart form is broken.')),
    )
  return Promise.all(
    [...form].map(async ([name, value]) => {
      const isText = typeof value === 'string'
      const bytes = isText ? Buffer.from(value) : Buffer.from(await value.arrayBuffer())
      const file = isText ? {} : { fileName: value.name, type: value.type }
      return { name, ...file, bytes: bytes.length, sha256: sha256Of(bytes) }
    }),
  )
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
