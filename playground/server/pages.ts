import { extname } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'

// As Vite names them: `assets/app-B1x2Y3z4.js`.
const HASHED_ASSET = /[\\/]assets[\\/].+-[\w-]{8}\.\w+$/

/**
 * Serves the built pages. There are several, so an unknown path is a 404 and not the first page.
 *
 * The folder may come into being later, or never.
 */
export function addPages(app: FastifyInstance, distDir: string): void {
  app.register(staticFiles, {
    root: distDir,
    cacheControl: false,
    dotfiles: 'ignore',
    suppressWarning: true,
    setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
  })
}

function cachingOf(path: string): string {
  const isForever = extname(path) !== '.html' && HASHED_ASSET.test(path)
  return isForever ? 'public, max-age=31536000, immutable' : 'no-cache'
}
