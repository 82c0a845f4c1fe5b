import { readdir, readFile, readlink } from 'node:fs/promises'

// A line of /proc/net/tcp: number, local address, remote address, state 0A (listening), …, inode.
const LISTENING = /^ *\d+: [\dA-F]+:([\dA-F]{4}) \S+ 0A(?: +\S+){5} +(\d+)/gm

/** Finds the TCP port that a process listens on, for one that chose a free port and does not say which. Linux. */
export async function listeningPort(processId: number): Promise<number | undefined> {
  const sockets = await socketsOf(processId)
  const table = await readFile('/proc/net/tcp', 'utf8')
  for (const [, port, inode] of table.matchAll(LISTENING)) {
    if (sockets.has(`socket:[${inode}]`)) return Number.parseInt(String(port), 16)
  }
  return undefined
}

async function socketsOf(processId: number): Promise<ReadonlySet<string>> {
  const folder = `/proc/${processId}/fd`
  const files = await readdir(folder).catch(() => [])
  // A file may be closed again before it is looked at.
  return new Set(
    await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => ''))),
  )
}
