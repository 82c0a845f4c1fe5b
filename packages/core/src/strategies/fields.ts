import type { Grant, Outcome } from '../ports/strategy.js'

/** A server's answer, one level deep. */
export type Fields = Readonly<Record<string, unknown>>

/** Reads an object; anything else has no fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** Names the first field that is neither missing nor of its type. */
export function wrongField(
  fields: Fields,
  types: Readonly<Record<string, 'string' | 'number'>>,
): string | undefined {
  return Object.keys(types).find((name) => {
    const value = fields[name]
    const fits = types[name] === 'number' ? Number.isFinite(value) : typeof value === 'string'
    return value !== undefined && value !== null && !fits
  })
}

export function misconfigured(field: string): Outcome<never> {
  return { kind: 'misconfigured', field }
}

/**
 * The parts of an answer that both strategies have: the session's public name and the server's deadlines.
 *
 * Deadlines are turned into this browser's clock by what is left of them, so a wrong clock changes nothing.
 */
export function sessionFacts(
  fields: Fields,
  now: number,
): Outcome<Pick<Grant, 'reference' | 'serverIdleAt' | 'serverEndsAt' | 'expiresAt'>> {
  const wrong = wrongField(fields, {
    reference: 'string',
    idleExpiresAt: 'number',
    absoluteExpiresAt: 'number',
    credentialExpiresAt: 'number',
    serverNow: 'number',
  })
  if (wrong !== undefined) return misconfigured(wrong)
  const { reference, serverNow } = fields as {
    reference?: string | null
    serverNow?: number | null
  }
  const deadlines = {
    serverIdleAt: 'idleExpiresAt',
    serverEndsAt: 'absoluteExpiresAt',
    expiresAt: 'credentialExpiresAt',
  }
  const value: Record<string, unknown> = reference == null ? {} : { reference }
  for (const [name, field] of Object.entries(deadlines)) {
    const at = fields[field]
    if (typeof at !== 'number') continue
    if (typeof serverNow !== 'number') return misconfigured('serverNow')
    value[name] = now + (at - serverNow)
  }
  return { kind: 'ok', value }
}
