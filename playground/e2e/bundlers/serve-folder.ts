import staticFiles from '@fastify/static'
import fastify from 'fastify'

/** A server of files, on an origin of its own. */
export interface FolderServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves a folder on a free port of loopback, without a policy: Next's pages hold scripts of their own. */
export async function serveFolder(root: string): Promise<FolderServer> {
  const app = fastify({ forceCloseConnections: true })
  app.register(staticFiles, { root })
  const { port } = new URL(await app.listen({ host: 'localhost', port: 0 }))
  return { url: `http://localhost:${port}/`, close: () => app.close() }
}
