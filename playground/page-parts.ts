import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'

const PART = /<!-- part: ([a-z-]+) -->/g

/** Puts what pages have in common into them, where they say `<!-- part: NAME -->`; a link to the page itself says so. */
export function pageParts(): Plugin {
  return {
    name: 'page-parts',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { filename }) =>
        html.replace(PART, (_comment, name: string) =>
          read(name).replace(`href="./${basename(filename)}"`, '$& aria-current="page"'),
        ),
    },
  }
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, 'src/parts', `${name}.html`), 'utf8')
}
