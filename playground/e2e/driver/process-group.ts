import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { eventually } from './eventually.ts'
import { isGroupAlive } from './group-alive.ts'

/** A running program and everything it started. */
export interface ProcessGroup {
  /** The process id of the program. */
  readonly leader: number
  /** Waits for what the program comes up with, such as its port. */
  ready<T>(attempt: (output: string) => T | undefined | Promise<T | undefined>): Promise<T>
  /** Kills the group at once and removes its temporary files. */
  stop(): Promise<void>
  /** Waits until the processes have let go of their files. Default: three seconds at most. */
  gone(timeoutMs?: number): Promise<void>
}

/** What to start. */
export interface Program {
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Gives it an X display of its own. */
  readonly withDisplay?: boolean
}

// Xvfb stays out of the group: killed with it, it would leave its lock and its socket in /tmp.
const START_DISPLAY = `
  exec 4< <(exec Xvfb -displayfd 1 -screen 0 1280x800x24 -nolisten tcp </dev/null 2>/dev/null)
  display=$!
  read -r number <&4
  export DISPLAY=:$number`
const STOP_DISPLAY = `kill $display; wait $display`

// The shell watches the pipe to this process: however this process ends, the pipe closes, the whole
// group dies and its files go. A driver alone would leave its browsers behind, even on SIGTERM.
// `set -m` gives the program its group; in bash always, in dash only where there is a terminal.
// Dying processes may still write, so `rm` tries again.
const watch = (before: string, after: string): string => `
  set -m${before}
  "$@" </dev/null &
  echo "group $!"
  exec >&-
  read -r end
  kill -KILL -$!
  ${after}
  for attempt in 1 2 3 4 5; do rm -rf "$TMPDIR" && break; sleep 0.2; done`
const START_TIMEOUT_MS = 30_000
const GONE_TIMEOUT_MS = 3_000

/** Starts a program that does not outlive this process. Its temporary files go to `scratch`. */
export async function startGroup(program: Program, scratch: string): Promise<ProcessGroup> {
  const script = program.withDisplay ? watch(START_DISPLAY, STOP_DISPLAY) : watch('', '')
  const child = spawn('bash', ['-c', script, 'watch', ...program.command], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Ctrl+C in a terminal must not reach the shell before it has cleaned up.
    detached: true,
    env: { ...process.env, ...program.environment, TMPDIR: scratch },
  })
  const output = collect(child)
  const exited = once(child, 'exit')
  async function stop(): Promise<void> {
    child.stdin.end()
    await exited
  }
  const leader = await eventually(() => leaderOf(output()), START_TIMEOUT_MS)
  if (leader === undefined) return stop().then(() => fail(program, output()))
  return {
    leader,
    async ready(attempt) {
      const answer = await eventually(async () => {
        const found = await attempt(output())
        if (found === undefined && !(await isGroupAlive(leader))) fail(program, output())
        return found
      }, START_TIMEOUT_MS)
      return answer ?? fail(program, output())
    },
    stop,
    async gone(timeoutMs = GONE_TIMEOUT_MS) {
      await eventually(async () => ((await isGroupAlive(leader)) ? undefined : true), timeoutMs)
    },
  }
}

function collect(child: ChildProcessByStdio<Writable, Readable, null>): () => string {
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  return () => output
}

function leaderOf(output: string): number | undefined {
  const [, id] = /^group (\d+)$/m.exec(output) ?? []
  return id === undefined ? undefined : Number(id)
}

function fail({ command }: Program, output: string): never {
  throw new Error(`${command[0]} did not start; is it installed? Output: ${output}`)
}
