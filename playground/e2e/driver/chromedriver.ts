import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** A running chromedriver and everything it started. */
export interface Chromedriver {
  readonly url: string
  /** Kills chromedriver and its browsers at once and removes their temporary files. */
  stop(): Promise<void>
  /** Waits until the killed processes have let go of their files. */
  gone(): Promise<void>
}

// The shell watches the pipe to this process: however this process ends, the pipe closes, the whole
// group dies and its files go. chromedriver alone would leave its browsers behind, even on SIGTERM.
// `set -m` gives chromedriver its group; in bash always, in dash only where there is a terminal.
// Dying processes may still write, so `rm` tries again.
const WATCHED = `
  set -m
  chromedriver --port=0 </dev/null &
  echo "group $!"
  exec >&-
  read -r end
  kill -KILL -$!
  for attempt in 1 2 3 4 5; do rm -rf "$TMPDIR" && break; sleep 0.2; done`
const GONE_TIMEOUT_MS = 3_000

/** Starts chromedriver on a free loopback port. Its temporary files go to `scratch`. */
export async function startChromedriver(scratch: string): Promise<Chromedriver> {
  const child = spawn('bash', ['-c', WATCHED], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Ctrl+C in a terminal must not reach the shell before it has cleaned up.
    detached: true,
    env: { ...process.env, TMPDIR: scratch },
  })
  const exited = once(child, 'exit')
  const { port, group } = await readStart(child)
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.stdin.end()
      await exited
    },
    gone: () => groupGone(group),
  }
}

async function readStart(
  child: ChildProcessByStdio<Writable, Readable, null>,
): Promise<{ port: number; group: number }> {
  let output = ''
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk)
    const port = Number(/successfully on port (\d+)/.exec(output)?.[1])
    const group = Number(/^group (\d+)/m.exec(output)?.[1])
    if (!port || !group) continue
    child.stdout.resume()
    return { port, group }
  }
  child.stdin.end()
  throw new Error(`chromedriver did not start; is it installed? Output: ${output}`)
}

async function groupGone(group: number): Promise<void> {
  const deadline = performance.now() + GONE_TIMEOUT_MS
  while (performance.now() < deadline && groupExists(group)) await sleep(10)
}

function groupExists(group: number): boolean {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}
