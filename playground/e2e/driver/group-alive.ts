import { readdir, readFile } from 'node:fs/promises'

// Of /proc/<id>/stat: the name in brackets, the state, the parent, the group.
const STAT = /^\d+ \(.*\) (\S) \d+ (\d+) /s

/** Tells whether a process of this group still runs. One that ended and that nobody waited for does not. */
export async function isGroupAlive(group: number): Promise<boolean> {
  if (!groupExists(group)) return false
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  // No /proc, as on macOS: there is no telling the living from the dead.
  if (ids.length === 0) return true
  const states = await Promise.all(ids.map((id) => stateInGroup(id, group)))
  return states.some((state) => state !== undefined && state !== 'Z')
}

function groupExists(group: number): boolean {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}

async function stateInGroup(id: string, group: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
  const [, state, itsGroup] = STAT.exec(stat) ?? []
  return Number(itsGroup) === group ? state : undefined
}
