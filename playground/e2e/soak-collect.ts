import type { SoakStage, SoakTab } from './soak-stage.ts'
import type { SoakNote } from './soak-ways.ts'

// How long a tab waits for the store before it goes on alone.
const LEAVING_MS = 10_000

/** Fetches what a tab has noted. */
export async function collect(stage: SoakStage, one: SoakTab): Promise<void> {
  const { engine, lives } = stage
  const { name, tab } = one
  const taken = await tab.run<SoakNote[]>('soak.take()')
  const alone = taken.find((note) => note.kind === 'alone')
  if (alone !== undefined) one.aloneSince ??= alone.at - LEAVING_MS
  for (const note of taken) {
    if (note.kind === 'unanswered') {
      stage.unanswered.push({ ...note, tab: name })
      continue
    }
    stage.tell(`${name} ${wordsOf(note)}`, note.at)
    if (engine === 'webkit' && isLostVault(note)) {
      lives.cause('vault', 'rejected', note.at)
      stage.count('vault that died with another tab')
    }
    const isOwn = one.aloneSince !== undefined && note.at >= one.aloneSince
    if (note.kind === 'signedOut' && !isOwn) stage.notes.push(note)
  }
}

// WebKit's shared worker goes with the process of one of its tabs, and with it what only it knew.
function isLostVault(note: SoakNote): boolean {
  const isUnknown = note.kind === 'signedOut' && note.id === undefined && note.reason === 'never'
  return isUnknown && note.way === 'vault'
}

function wordsOf(note: Exclude<SoakNote, { kind: 'unanswered' }>): string {
  const { way, kind } = note
  if (note.kind === 'alone') return `${way} works alone`
  const id = note.id?.slice(0, 4) ?? 'nobody'
  return `${way} ${kind} ${id} ${note.kind === 'signedOut' ? note.reason : ''}`
}
