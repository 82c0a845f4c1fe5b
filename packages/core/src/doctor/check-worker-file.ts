import { type Finding, type Verdict, verdictOf } from './finding.js'
import { calledFrom } from './check-connections.js'
import type { Answer } from './read-text.js'
import { policiesOf, type Scene } from './scene.js'
import { isOpen, permissionFor } from './source-list.js'

/** Below, Vite puts a file that code points to into the code; a worker does not load from there. */
const MIN_BYTES = 4096

// MIME Sniffing, "JavaScript MIME type", without the names that only old pages use.
const SCRIPT_TYPES = /^(text|application)\/(x-)?(java|ecma)script$/

/** Whether the worker file loads, and what binds it. */
export function checkWorkerFile(scene: Scene): Finding[] {
  const { workerFile, options } = scene
  const { ok, advice, problem } = verdictOf('worker-file', 'HTML, "Processing model" of workers')
  // An app that keeps its session in a cookie has no use for the file.
  const wrong = options.isolates ? problem : advice
  if ('refusal' in workerFile) return [wrong(workerFile.refusal)]
  const { answer } = workerFile
  if (answer === undefined) {
    return [
      wrong('The worker file could not be read. Serve it from this origin, and pass `workerUrl`.'),
    ]
  }
  const fault = faultOf(answer, scene.self)
  if (fault !== undefined) return [wrong(fault)]
  return [
    ok('The worker file is served from this origin as JavaScript.'),
    checkWorkerPolicy(scene, answer),
  ]
}

function faultOf({ ok, status, url, headers, text }: Answer, self: string): string | undefined {
  const remedy = 'Serve a copy of @latchkey/core/vault, and pass `isolation.workerUrl`.'
  if (!ok) return `The worker file answers HTTP ${status}. ${remedy}`
  if (new URL(url).origin !== self) {
    return `The worker file is redirected to another origin, where no worker loads from. ${remedy}`
  }
  const type = (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (!SCRIPT_TYPES.test(type)) {
    const given = /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'no type'
    return `The worker file is served as ${given}, not as text/javascript: perhaps the page that answers unknown addresses. ${remedy}`
  }
  const bytes = new TextEncoder().encode(text).length
  return bytes > MIN_BYTES
    ? undefined
    : `The worker file has ${bytes} bytes only: it is another file, or a part of it. ${remedy}`
}

function checkWorkerPolicy(scene: Scene, answer: Answer): Finding {
  const verdict = verdictOf('worker-csp', 'CSP3, "Policy applicability"; OWASP ASVS 5.0, 3.4.3')
  const policies = policiesOf(answer)
  const refused = calledFrom(scene).filter(
    (origin) => permissionFor(policies, 'connect-src', origin, scene.self) === 'refused',
  )
  if (refused.length > 0) return stopped(verdict, refused)
  return isOpen(policies, 'connect-src')
    ? verdict.advice(
        "No connect-src of its own binds the worker file, and the page's does not. Send it with default-src 'none'; connect-src and the origins that the session calls.",
      )
    : verdict.ok('The worker file has a policy of its own, which allows what the session calls.')
}

function stopped({ problem }: Verdict, refused: readonly string[]): Finding {
  return problem(
    `The worker file's own policy stops calls to ${refused.join(' ')}. Add them to its connect-src.`,
  )
}
