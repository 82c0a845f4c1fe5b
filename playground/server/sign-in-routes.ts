import type { FastifyInstance } from 'fastify'
import { setSessionCookie } from './cookie-routes.js'
import { requireOwnPage } from './own-page.js'
import { unauthorized } from './refusal.js'
import type { Site } from './site.js'
import { sendTokens } from './token-answer.js'
import { checkPassword, type User } from './users.js'

interface Credentials {
  readonly user: string
  readonly password: string
  readonly remember?: boolean
}

const CREDENTIALS = {
  user: { type: 'string', minLength: 1, maxLength: 100 },
  password: { type: 'string', minLength: 1, maxLength: 200 },
  remember: { type: 'boolean' },
}

/** Adds the two sign-ins. They take JSON only: a form of another site cannot send that. */
export function addSignInRoutes(app: FastifyInstance, site: Site): void {
  addCookieSignIn(app, site)
  addTokenSignIn(app, site)
}

function addCookieSignIn(app: FastifyInstance, site: Site): void {
  const { sessions } = site.state
  const body = strictObject(CREDENTIALS, ['user', 'password'])

  app.post<{ Body: Credentials }>(
    '/auth/sign-in',
    { config: { counter: 'signIn', faults: [] }, schema: { body } },
    (request, reply) => {
      // Also a sign-in needs it: a foreign page could sign the user in to the attacker's account.
      requireOwnPage(request, site.state)
      const user = requireUser(request.body)
      const oldId = site.sessionCookie.read(request)
      const old = oldId === undefined ? undefined : sessions.find(oldId)
      // A new id at every sign-in, and the old one dies: whoever planted or knew it has nothing.
      if (old !== undefined) sessions.end(old)
      const { session, id } = sessions.create(user, request.body.remember ?? false)
      setSessionCookie(reply, session, id, site)
      reply.code(204).send()
    },
  )
}

function addTokenSignIn(app: FastifyInstance, site: Site): void {
  const { families } = site.state
  const body = strictObject({ ...CREDENTIALS, refresh: { enum: ['cookie', 'answer'] } }, [
    'user',
    'password',
    'refresh',
  ])

  app.post<{ Body: Credentials & { readonly refresh: 'cookie' | 'answer' } }>(
    '/token/sign-in',
    { config: { counter: 'tokenSignIn', faults: ['token'] }, schema: { body } },
    (request, reply) => {
      const { refresh: holder, remember: isRemembered = false } = request.body
      if (holder === 'cookie') requireOwnPage(request, site.state)
      const user = requireUser(request.body)
      const oldToken = holder === 'cookie' ? site.refreshCookie.read(request) : undefined
      const old = oldToken === undefined ? undefined : families.findByRefreshToken(oldToken)
      if (old !== undefined) families.end(old)
      const { family, pair } = families.create({ user, holder, isRemembered })
      sendTokens(reply, family, pair, site)
    },
  )
}

function requireUser({ user: name, password }: Credentials): User {
  const user = checkPassword(name, password)
  if (user === undefined) throw unauthorized('The name or the password is wrong.')
  return user
}

function strictObject(properties: object, required: readonly string[]): object {
  return { type: 'object', properties, required, additionalProperties: false }
}
