import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { InteractionResults, Provider } from 'oidc-provider'
import { Refusal } from '../refusal.js'
import { checkPassword, findUser, type User } from '../users.js'
import { OTP_LEVEL, OTP_REASON, PASSWORD_LEVEL, wantsOtp } from './assurance.js'
import { isRightCode } from './second-factor.js'
import { codePage, passwordPage } from './sign-in-page.js'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>
type Form = Readonly<Record<string, unknown>> | undefined

const WRONG_PASSWORD = 'The name or the password is wrong.'
const WRONG_CODE = 'The code is wrong or too old.'

/** Adds the pages on which users sign in, with one factor or two. */
export function addSignInForms(app: FastifyInstance, getProvider: () => Provider): void {
  // Who has given the right password and still owes the code, by interaction.
  const halfWay = new Map<string, User>()
  app.register(formbody)

  app.get('/sign-in/:uid', async (request, reply) => {
    const interaction = await findInteraction(request, reply, getProvider())
    const user = knownUser(interaction, halfWay)
    return sendPage(reply, user ? codePage(user) : await askPassword(interaction))
  })

  // The cookie that names the interaction is `SameSite=Lax`: a form of another site lacks it.
  app.post<{ Body: Form }>('/sign-in/:uid', async (request, reply) => {
    const interaction = await findInteraction(request, reply, getProvider())
    const user = knownUser(interaction, halfWay)
    if (user !== undefined) {
      const isRight = isRightCode(user, field(request.body, 'otp'))
      if (!isRight) return sendPage(reply, codePage(user, WRONG_CODE), 400)
      halfWay.delete(interaction.uid)
      return finish(request, reply, user, ['pwd', 'otp'])
    }
    const name = field(request.body, 'name')
    const signedIn = checkPassword(name, field(request.body, 'password'))
    if (signedIn === undefined) {
      return sendPage(reply, await askPassword(interaction, name, WRONG_PASSWORD), 400)
    }
    if (!wantsOtp(interaction.params)) return finish(request, reply, signedIn, ['pwd'])
    halfWay.set(interaction.uid, signedIn)
    return reply.redirect(request.url, 303)
  })

  async function askPassword(
    { params }: Interaction,
    name = field(params, 'login_hint'),
    error?: string,
  ): Promise<string> {
    const client = await getProvider().Client.find(field(params, 'client_id'))
    return passwordPage(client?.clientName ?? 'the app', name, error)
  }

  async function finish(
    request: FastifyRequest,
    reply: FastifyReply,
    { sub }: User,
    amr: string[],
  ): Promise<FastifyReply> {
    const acr = amr.includes('otp') ? OTP_LEVEL : PASSWORD_LEVEL
    const result: InteractionResults = { login: { accountId: sub, acr, amr } }
    const next = await getProvider().interactionResult(request.raw, reply.raw, result)
    return reply.redirect(next, 303)
  }
}

async function findInteraction(
  { raw, params }: FastifyRequest,
  reply: FastifyReply,
  provider: Provider,
): Promise<Interaction> {
  const interaction = await provider.interactionDetails(raw, reply.raw).catch(() => undefined)
  if (interaction === undefined || interaction.uid !== field(params as Form, 'uid')) {
    throw new Refusal(400, 'invalid_request', 'This sign-in is over; start it again in the app.')
  }
  return interaction
}

/** The user whose password is not needed (again), only the code. */
function knownUser(
  { uid, prompt, session }: Interaction,
  halfWay: ReadonlyMap<string, User>,
): User | undefined {
  const isCodeEnough = prompt.reasons.every((reason) => reason === OTP_REASON)
  if (!isCodeEnough || session?.accountId === undefined) return halfWay.get(uid)
  return findUser(session.accountId)?.user
}

function sendPage(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

function field(form: Form, name: string): string {
  const value = form?.[name]
  return typeof value === 'string' ? value : ''
}
