import { expect, test } from 'vitest'
import { openHints } from '../../src/runtime/hints.js'
import { createWorld } from '../../src/testing/index.js'

async function heard(message: unknown): Promise<string[]> {
  const world = createWorld()
  const kinds: string[] = []
  openHints(world.openPage().ports.channel!, 'test', (kind) => void kinds.push(kind))
  world.channels.forge('test', message)
  await world.settled()
  return kinds
}

test.each(['signedIn', 'signedOut', 'extended'])('P15 the hint %s is heard', async (kind) => {
  expect(await heard({ v: 1, kind, epoch: 'one' })).toEqual([kind])
})

test.each<[unknown]>([
  [{ v: 2, kind: 'signedOut', epoch: 'one' }],
  [{ kind: 'signedOut', epoch: 'one' }],
  [{ v: 1, kind: 'renewed', epoch: 'one' }],
  [{ v: 1 }],
  ['signedOut'],
  [null],
])('P15 what another version or a stranger says is not: %j', async (message) => {
  expect(await heard(message)).toEqual([])
})
