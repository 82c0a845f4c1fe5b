import { expect, test } from 'vitest'
import { SessionError } from '../../src/errors.js'
import type { OpenVault, Vault } from '../../src/isolation/open-vault.js'
import { createRemoteLink } from '../../src/isolation/remote-link.js'
import { createTestBrowsing } from '../../src/testing/browsing.js'
import { createWorld } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'
import { openVaultWorld } from './open-vault-world.js'

const RETURN = 'https://app.example.com/callback?code=c&state=s'

/** A page that came back from a provider, and a vault that answers when it is told to. */
function openLink(cause?: Error) {
  const world = createWorld()
  const { ports } = world.openPage()
  const vault: Vault = { isolation: 'shared-worker', post: () => {}, close: () => {} }
  const callbacks: (string | undefined)[] = []
  const told: (string | undefined)[] = []
  let answers = false
  const openVault: OpenVault = async ({ callback }) => {
    callbacks.push(callback)
    if (answers) return vault
    throw new SessionError('vault_unavailable', cause && { cause })
  }
  const browsing = createTestBrowsing('https://app.example.com/callback')
  const link = createRemoteLink(
    {
      ports: { ...ports, randomId: ports.crypto.randomId },
      browsing,
      openVault,
      returned: { url: RETURN, elsewhere: false },
    },
    { hear: () => {}, lost: () => {}, failed: (error) => void told.push(error?.code) },
  )
  return { world, vault, link, callbacks, told, answer: (now: boolean) => void (answers = now) }
}

test('a vault that does not answer is asked again, and gets the return that it missed', async () => {
  const { world, vault, link, callbacks, told, answer } = openLink(new TypeError('it is away'))
  // Soon, then every ten seconds.
  await world.advance(seconds(12))
  expect(callbacks).toEqual([RETURN, RETURN, RETURN])
  await world.advance(seconds(20))
  expect(callbacks).toEqual([RETURN, RETURN, RETURN, RETURN, RETURN])

  answer(true)
  await world.advance(seconds(10))
  await expect(link.vault()).resolves.toBe(vault)
  expect(told.slice(-2)).toEqual(['vault_unavailable', undefined])

  link.again()
  await world.settled()
  expect(callbacks.slice(5)).toEqual([RETURN, undefined])
  await world.advance(minutes(5))
  expect(callbacks).toHaveLength(7)
})

test('a vault that went away is asked again soon, each time', async () => {
  const { world, link, callbacks, answer } = openLink(new TypeError('it is away'))
  answer(true)
  await link.vault()

  for (const count of [3, 5]) {
    answer(false)
    link.again()
    await world.advance(seconds(0.5))
    answer(true)
    await world.advance(seconds(1))
    expect(callbacks).toHaveLength(count)
  }
})

test('where no worker can be, none is asked for again', async () => {
  const { world, link, callbacks } = openLink()
  await world.advance(minutes(5))

  expect(callbacks).toHaveLength(1)
  await expect(link.vault()).rejects.toMatchObject({ code: 'vault_unavailable' })
})

test('a session that is disposed of while its vault is awaited leaves no timer behind', async () => {
  const { world, link, callbacks } = openLink(new TypeError('it is away'))
  link.stop()
  await world.advance(seconds(1))

  expect(callbacks).toHaveLength(1)
  expect(world.timeline.timers()).toBe(0)
})

test('a page whose vault was away shows its session as soon as the vault is back, unless it was disposed of', async () => {
  const { world, setAnswers, openPage } = openVaultWorld()
  setAnswers(false)
  const page = await openPage()
  const disposed = await openPage()
  await world.advance(minutes(1))
  const error = { code: 'vault_unavailable' }
  expect(page.state()).toMatchObject({ status: 'starting', error })
  disposed.session.dispose()

  setAnswers(true)
  await world.advance(minutes(1))

  expect(page.state().status).toBe('signedOut')
  expect(page.session.isolation).toBe('shared-worker')
  expect(disposed.state().status).toBe('starting')
  await page.session.signIn({ user: 'ada' })
  expect(page.state()).not.toHaveProperty('error')
})
