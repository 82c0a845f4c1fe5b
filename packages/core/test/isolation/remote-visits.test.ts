import { expect, test } from 'vitest'
import { createRemoteVisits } from '../../src/isolation/remote-visits.js'
import type { Browsing } from '../../src/ports/browsing.js'

const click = { method: 'popup' }
const visitTo = (url: string) => ({ kind: 'visit', id: 1, method: 'popup', url }) as const

/** A page that opens as many popups as its user clicks. */
function page(clicks: number) {
  const popups: { url: string; closed: boolean }[] = []
  const answers: unknown[] = []
  let left = clicks
  const browsing = {
    popup: () => {
      if (left-- <= 0) return undefined
      const popup = { url: 'about:blank', closed: false }
      popups.push(popup)
      return {
        goTo: (url: string) => void (popup.url = url),
        close: () => void (popup.closed = true),
      }
    },
  } as unknown as Browsing
  const visits = createRemoteVisits(browsing)
  const make = (url: string) => visits.make(visitTo(url), (answer) => void answers.push(answer))
  return { visits, popups, answers, make }
}

test('a second click gives the first popup up, and keeps its own', () => {
  const { visits, popups, answers, make } = page(2)
  const closeFirst = visits.prepare(click)
  make('https://issuer.test/first')

  const closeSecond = visits.prepare(click)
  // What the vault does of the first one: its visit, then its call.
  visits.drop()
  closeFirst()
  make('https://issuer.test/second')

  expect(popups).toEqual([
    { url: 'https://issuer.test/first', closed: true },
    { url: 'https://issuer.test/second', closed: false },
  ])
  expect(answers).toEqual([
    { kind: 'visiting', id: 1, blocked: false },
    { kind: 'visiting', id: 1, blocked: false },
  ])
  visits.drop()
  closeSecond()
  expect(popups[1]).toMatchObject({ closed: true })
})

test('a popup whose visit never began is closed with its call', () => {
  const { visits, popups } = page(1)

  visits.prepare(click)()

  expect(popups).toEqual([{ url: 'about:blank', closed: true }])
})

test('a visit that no click began opens a popup of its own, not one that was closed', () => {
  const { visits, popups, make } = page(2)
  visits.prepare(click)()

  make('https://issuer.test/step-up')

  expect(popups[1]).toEqual({ url: 'https://issuer.test/step-up', closed: false })
})

test('a popup that the browser blocks is said so', () => {
  const { visits, answers, make } = page(0)
  visits.prepare(click)

  make('https://issuer.test/first')

  expect(answers).toEqual([{ kind: 'visiting', id: 1, blocked: true }])
})
