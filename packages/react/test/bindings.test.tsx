import { act, StrictMode, type ReactNode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import {
  SessionPending,
  SessionProvider,
  SignedIn,
  SignedOut,
  useCountdown,
  useIdle,
  useSession,
  useSessionState,
  useUser,
} from '../src/index.js'
import {
  fakeSession,
  SIGNED_IN,
  SIGNED_OUT,
  STARTING,
  warningAt,
} from '../../core/test/fake-session.js'

type Fake = ReturnType<typeof fakeSession>

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }))
afterEach(() => vi.useRealTimers())

async function mount(fake: Fake, children: ReactNode) {
  const place = document.createElement('div')
  const root = createRoot(place)
  await act(async () =>
    root.render(<SessionProvider session={fake.session}>{children}</SessionProvider>),
  )
  return { place, unmount: () => act(async () => root.unmount()) }
}

test('a sign-out is shown', async () => {
  const fake = fakeSession(SIGNED_IN)
  const Name = () => <p>{(useUser() as { name: string } | undefined)?.name ?? 'nobody'}</p>
  const { place } = await mount(fake, <Name />)
  expect(place.textContent).toBe('Ada')

  await act(async () => fake.set(SIGNED_OUT))

  expect(place.textContent).toBe('nobody')
})

test('P21 the actions never render again, and neither does an equal selection', async () => {
  const fake = fakeSession(SIGNED_IN)
  let renders = 0
  const Counter = () => {
    useSession()
    const status = useSessionState((state) => state.status)
    renders++
    return <p>{status}</p>
  }
  await mount(fake, <Counter />)

  await act(async () => fake.set({ ...SIGNED_IN }))

  expect(renders).toBe(1)
})

test('a selector of fresh objects does not render for ever', async () => {
  const fake = fakeSession(SIGNED_IN)
  const Fresh = () => <p>{useSessionState((state) => ({ status: state.status })).status}</p>

  const { place } = await mount(fake, <Fresh />)

  expect(place.textContent).toBe('signedIn')
})

test('the gates show what is known', async () => {
  const fake = fakeSession(STARTING)
  const { place } = await mount(
    fake,
    <>
      <SessionPending>pending</SessionPending>
      <SignedIn fallback="out too">in</SignedIn>
      <SignedOut> out</SignedOut>
    </>,
  )
  expect(place.textContent).toBe('pending')

  await act(async () => fake.set(SIGNED_IN))
  expect(place.textContent).toBe('in')
  await act(async () => fake.set(SIGNED_OUT))

  expect(place.textContent).toBe('out too out')
})

test('the countdown ticks in the warning only, and stops with it', async () => {
  vi.useFakeTimers()
  const fake = fakeSession(SIGNED_IN)
  const Left = () => <p>{`${useIdle()?.idle} ${useCountdown() ?? ''}`}</p>
  const { place } = await mount(fake, <Left />)
  expect(vi.getTimerCount()).toBe(0)

  await act(async () => fake.set(warningAt(Date.now() + 30_000)))
  expect(place.textContent).toBe('warning 30')
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(place.textContent).toBe('warning 29')
  await act(async () => fake.set(SIGNED_IN))

  expect(place.textContent).toBe('active ')
  expect(vi.getTimerCount()).toBe(0)
})

test('P22 StrictMode leaves one listener a hook, and none after unmounting', async () => {
  const fake = fakeSession(SIGNED_IN)
  const Status = () => <p>{useSessionState((state) => state.status)}</p>
  const { unmount } = await mount(
    fake,
    <StrictMode>
      <Status />
    </StrictMode>,
  )
  expect(fake.listeners()).toBe(1)

  await unmount()

  expect(fake.listeners()).toBe(0)
})

test('a server renders what is known there, and hydration finds the same', async () => {
  const fake = fakeSession(STARTING)
  const app = (
    <SessionProvider session={fake.session}>
      <SessionPending>pending</SessionPending>
    </SessionProvider>
  )
  const place = document.createElement('div')
  place.innerHTML = renderToString(app)
  const errors: unknown[] = []

  await act(async () => hydrateRoot(place, app, { onRecoverableError: (e) => errors.push(e) }))

  expect(place.textContent).toBe('pending')
  expect(errors).toEqual([])
})

test('without a provider the error says what to do', () => {
  const Lost = () => <p>{String(useSession())}</p>

  expect(() => renderToString(<Lost />)).toThrow(/SessionProvider/)
})
