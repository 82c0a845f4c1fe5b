import type { Ability } from '../ports/doctor-world.js'
import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'

interface Lack {
  readonly source: string
  readonly name: string
  /** What that means, and what to do. */
  readonly without: string
  /** Whether an app can do without. */
  readonly needed?: (scene: Scene) => boolean
}

const LACKS: Readonly<Record<Ability, Lack>> = {
  'web-locks': {
    source: 'Web Locks API',
    name: 'Web Locks',
    without: 'tabs cannot agree on who refreshes, so each works alone. Serve the page over https.',
  },
  'broadcast-channel': {
    source: 'HTML, "Broadcasting to other browsing contexts"',
    name: 'BroadcastChannel',
    without:
      'tabs hear of each other late, and a popup or a hidden frame cannot hand over its answer.',
    needed: ({ options }) => options.issuer !== undefined,
  },
  'indexed-db': {
    source: 'Indexed Database API 3.0',
    name: 'IndexedDB',
    without:
      'a session lives in one tab and ends with it. Look for a sandboxed frame or a blocked storage.',
  },
  'shared-worker': {
    source: 'HTML, "Shared workers and the SharedWorker interface"',
    name: 'SharedWorker',
    without: 'each tab has a worker, and a grant, of its own.',
  },
  worker: {
    source: 'HTML, "Dedicated workers and the Worker interface"',
    name: 'Worker',
    without: 'tokens cannot be isolated, and a session that asks for it is refused.',
    needed: ({ options }) => options.isolates,
  },
}

/** What this browser and this context offer. */
export function checkPlatform(scene: Scene): Finding[] {
  const abilities = Object.entries(LACKS) as [Ability, Lack][]
  return [checkContext(scene), ...abilities.map(([ability, lack]) => check(scene, ability, lack))]
}

function checkContext({ world }: Scene): Finding {
  const { ok, problem } = verdictOf('secure-context', 'Secure Contexts, section 3')
  return world.secure()
    ? ok('The page is a secure context.')
    : problem(
        'The page is no secure context: there is no crypto and there are no locks. Serve it over https, or from localhost.',
      )
}

function check(scene: Scene, ability: Ability, { source, name, without, needed }: Lack): Finding {
  const { ok, advice, problem } = verdictOf(ability, source)
  if (scene.world.has(ability)) return ok(`${name} is there.`)
  return (needed?.(scene) ? problem : advice)(`${name} is missing here: ${without}`)
}
