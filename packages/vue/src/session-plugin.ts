import type { Session } from '@latchkey/core'
import { inject, type InjectionKey, type Plugin } from 'vue'
import type { RegisteredUser } from './register.js'

const KEY: InjectionKey<Session> = /* @__PURE__ */ Symbol('latchkey')

/**
 * Gives an app's components the session that the app made; the app disposes of it.
 *
 * @example
 * const session = createSession({ strategy: cookie({ session: '/session', end: '/session/end' }) })
 *
 * createApp(App).use(createSessionPlugin(session)).mount('#app')
 */
export function createSessionPlugin(session: Session<RegisteredUser>): Plugin {
  // The public session object is frozen and holds no secret, so whoever finds it here gains nothing.
  return { install: (app) => void app.provide(KEY, session) }
}

/** The session of the app; not exported by the package. */
export function useInstalledSession(): Session {
  const session = inject(KEY, undefined)
  if (!session) throw new TypeError('No session; app.use(createSessionPlugin(session)).')
  return session
}
