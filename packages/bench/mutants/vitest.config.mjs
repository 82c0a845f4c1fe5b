import { join } from 'node:path'
import { defaultServerConditions } from 'vite'
import { BaseSequencer } from 'vitest/node'
import { pathOf, plant, PLANTED } from './planted/all.mjs'

const inNode = { conditions: ['source', ...defaultServerConditions] }
const wanted = PLANTED.find(({ name }) => name === process.env.PLANTED)

// The quickest to judge comes first.
const FOLDERS = ['machine', 'runtime', 'session', 'oidc', 'isolation', 'simulation']

class QuickestFirst extends BaseSequencer {
  async sort(files) {
    const place = ({ moduleId }) => FOLDERS.findIndex((name) => moduleId.includes(`/test/${name}/`))
    return files.toSorted((one, other) => place(one) - place(other))
  }
}

/** The tests that judge a mutant: those of the engine, in fake time. A planted bug is in no file; it comes with the import. */
export default {
  resolve: inNode,
  ssr: { resolve: inNode },
  plugins: wanted === undefined ? [] : [bug(wanted)],
  test: {
    environment: 'node',
    include: FOLDERS.map((folder) => `packages/core/test/${folder}/**/*.test.ts`),
    // Of messages between realms the engine knows nothing.
    exclude: ['**/{wire,page-return,token-watch}.test.ts', '**/node_modules/**'],
    setupFiles: [join(import.meta.dirname, 'judges.mjs')],
    sequence: { sequencer: QuickestFirst },
    maxWorkers: 1,
    // Nothing of the engine outlives a test, so the files may share their modules: five times as fast.
    isolate: false,
    // An endless loop ends with its thread.
    pool: 'threads',
  },
}

function bug(planted) {
  return {
    name: 'planted-bug',
    enforce: 'pre',
    transform: (code, id) => (id === pathOf(planted) ? plant(planted, code) : undefined),
  }
}
