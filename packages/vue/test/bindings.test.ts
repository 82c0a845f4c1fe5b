import { afterEach, expect, test, vi } from 'vitest'
import { createApp, createSSRApp, defineComponent, h, nextTick } from 'vue'
import { renderToString } from 'vue/server-renderer'
import {
  createSessionGuard,
  createSessionPlugin,
  SessionPending,
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

afterEach(() => vi.useRealTimers())

function mount(session: ReturnType<typeof fakeSession>['session'], setup: () => () => unknown) {
  const place = document.createElement('div')
  const app = createApp(defineComponent({ setup: setup as never })).use(
    createSessionPlugin(session),
  )
  app.mount(place)
  return { place, app }
}

test('a sign-out is shown', async () => {
  const fake = fakeSession(SIGNED_IN)
  const { place } = mount(fake.session, () => {
    const user = useUser<{ name: string }>()
    return () => h('p', user.value?.name ?? 'nobody')
  })
  expect(place.textContent).toBe('Ada')

  fake.set(SIGNED_OUT)
  await nextTick()

  expect(place.textContent).toBe('nobody')
})

test('P21 an equal selection renders nothing again, and the actions never do', async () => {
  const fake = fakeSession(SIGNED_IN)
  let renders = 0
  mount(fake.session, () => {
    const status = useSessionState((state) => state.status)
    useSession()
    return () => (renders++, h('p', status.value))
  })

  fake.set({ ...SIGNED_IN })
  await nextTick()

  expect(renders).toBe(1)
})

test('a component that goes with the session selects nothing from what comes after it', async () => {
  const fake = fakeSession(SIGNED_IN)
  const Name = defineComponent(() => {
    const name = useSessionState(
      (state) => (state as unknown as { user: { name: string } }).user.name,
    )
    return () => h('p', name.value)
  })
  const { place } = mount(fake.session, () => () => h(SignedIn, () => h(Name)))
  expect(place.textContent).toBe('Ada')

  fake.set(SIGNED_OUT)
  await nextTick()

  expect(place.textContent).toBe('')
})

test('the gates show what is known', async () => {
  const fake = fakeSession(STARTING)
  const { place } = mount(fake.session, () => () => [
    h(SessionPending, () => 'pending'),
    h(SignedIn, null, { default: () => 'in', fallback: () => 'out too' }),
    h(SignedOut, () => ' out'),
  ])
  expect(place.textContent).toBe('pending')

  fake.set(SIGNED_IN)
  await nextTick()
  expect(place.textContent).toBe('in')
  fake.set(SIGNED_OUT)
  await nextTick()

  expect(place.textContent).toBe('out too out')
})

test('the countdown ticks in the warning only, and stops with it', async () => {
  vi.useFakeTimers()
  const fake = fakeSession(SIGNED_IN)
  const { place, app } = mount(fake.session, () => {
    const seconds = useCountdown()
    const idle = useIdle()
    return () => h('p', `${idle.value?.idle} ${seconds.value ?? ''}`)
  })
  expect(vi.getTimerCount()).toBe(0)

  fake.set(warningAt(Date.now() + 30_000))
  await nextTick()
  expect(place.textContent).toBe('warning 30')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(place.textContent).toBe('warning 29')
  fake.set(SIGNED_IN)
  await nextTick()

  expect(place.textContent).toBe('active ')
  expect(vi.getTimerCount()).toBe(0)
  app.unmount()
})

test('P22 an unmounted app leaves no listener', () => {
  const fake = fakeSession(SIGNED_IN)
  const { app } = mount(fake.session, () => {
    useSessionState()
    useCountdown()
    return () => h('p')
  })
  expect(fake.listeners()).toBe(2)

  app.unmount()

  expect(fake.listeners()).toBe(0)
})

test('a server renders what is known there', async () => {
  const fake = fakeSession(STARTING)
  const app = createSSRApp({ render: () => h(SessionPending, () => 'pending') })

  const html = await renderToString(app.use(createSessionPlugin(fake.session)))

  expect(html).toContain('pending')
})

test('the guard waits, then lets pass or redirects', async () => {
  const fake = fakeSession(SIGNED_OUT)
  const guard = createSessionGuard(fake.session, (to: string) => `/sign-in?from=${to}`)
  expect(await guard('orders')).toBe('/sign-in?from=orders')

  fake.set(SIGNED_IN)
  expect(await guard('orders')).toBe(true)
  fake.set(STARTING)

  expect(await guard('orders')).toBe(true)
})

test('without the plugin the error says what to do', () => {
  expect(() =>
    createApp({ setup: () => (useSession(), () => h('p')) }).mount(document.createElement('div')),
  ).toThrow(/createSessionPlugin/)
})
