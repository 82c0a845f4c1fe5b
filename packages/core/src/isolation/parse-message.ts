import { type Fields, fieldsOf } from '../strategies/fields.js'
import { TELLABLE, type ToVault, VERBS } from './wire.js'

/** Reads a message to a vault; anything that is not one is nothing. */
export function parseToVault(message: unknown): ToVault | undefined {
  const fields = fieldsOf(message)
  const kind = own(fields, 'kind')
  const id = own(fields, 'id')
  if (kind === 'bye') return { kind }
  if (kind === 'hello') return parseHello(fields)
  if (kind === 'tell') {
    const what = TELLABLE.find((known) => known === own(fields, 'what'))
    return what && { kind, what }
  }
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  if (kind === 'abort') return { kind, id }
  if (kind === 'visiting') return { kind, id, blocked: own(fields, 'blocked') === true }
  const verb = VERBS.find((known) => known === own(fields, 'verb'))
  if (kind !== 'call' || verb === undefined) return undefined
  const input = own(fields, 'input')
  return verb === 'fetch' && !isRequest(input) ? undefined : { kind, id, verb, input }
}

function parseHello(fields: Fields): ToVault | undefined {
  const page = own(fields, 'page')
  const callback = own(fields, 'callback')
  const leavable = own(fields, 'leavable')
  if (typeof page !== 'string') return undefined
  return {
    kind: 'hello',
    page,
    visible: own(fields, 'visible') === true,
    insists: own(fields, 'insists') === true,
    ...(typeof leavable === 'string' && { leavable }),
    ...(typeof callback === 'string' && URL.canParse(callback) && { callback }),
  }
}

/** Whether it has the shape of a request; whether it is a good one is for the platform to say. */
function isRequest(value: unknown): boolean {
  const { url, init, epoch, body, form } = fieldsOf(value)
  return (
    typeof url === 'string' &&
    URL.canParse(url) &&
    Array.isArray(fieldsOf(init)['headers']) &&
    (epoch === undefined || typeof epoch === 'string') &&
    (body === undefined || body instanceof Blob) &&
    (form === undefined || Array.isArray(form))
  )
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}
