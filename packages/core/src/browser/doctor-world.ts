import type { Ability, DoctorWorld } from '../ports/doctor-world.js'

const LIMIT_MS = 10_000

const HERE: Record<Ability, () => boolean> = {
  'broadcast-channel': () => typeof BroadcastChannel === 'function',
  'indexed-db': () => typeof indexedDB === 'object' && indexedDB !== null,
  'shared-worker': () => typeof SharedWorker === 'function',
  'web-locks': () => typeof navigator.locks?.request === 'function',
  worker: () => typeof Worker === 'function',
}

/** This page, as the doctor looks at it. */
export function browserDoctorWorld(workerUrl: () => string): DoctorWorld {
  return {
    // A server that never answers is a finding, not a doctor that never ends.
    http: { send: (request) => fetch(request, { signal: AbortSignal.timeout(LIMIT_MS) }) },
    url: () => location.href,
    secure: () => isSecureContext,
    has: (ability) => {
      try {
        return HERE[ability]()
      } catch {
        // Reading a global throws in some sandboxed frames.
        return false
      }
    },
    metaPolicies: () =>
      // HTML, section 4.2.5.3: outside the head a policy is ignored.
      [...document.head.querySelectorAll<HTMLMetaElement>('meta[http-equiv]')]
        .filter(({ httpEquiv }) => httpEquiv.toLowerCase() === 'content-security-policy')
        .map(({ content }) => content),
    workerUrl,
  }
}
