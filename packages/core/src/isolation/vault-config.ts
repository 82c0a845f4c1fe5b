import { fieldsOf } from '../strategies/fields.js'
import type { VaultConfig } from './wire.js'

const MARK = 'latchkey '

/**
 * The name of the worker that is a vault for this, and for nothing else.
 *
 * No message can change what a name says: not the origins that get a token, not the servers. Another version of the code has another
 * name, so it never meets a running vault that speaks otherwise.
 */
export function vaultName(config: VaultConfig): string {
  return MARK + JSON.stringify(config)
}

/** Reads the name again. @throws {TypeError} when it is none of ours */
export function parseConfig(name: string): VaultConfig {
  const config: unknown = name.startsWith(MARK) ? JSON.parse(name.slice(MARK.length)) : undefined
  const { version, strategy, allowedOrigins, limits } = fieldsOf(config)
  const fits = typeof version === 'string' && Array.isArray(allowedOrigins)
  if (!fits || typeof fieldsOf(strategy)['kind'] !== 'string') throw new TypeError('not a vault')
  // JSON has no Infinity: what is missing never comes.
  const { idleTimeoutMs, warningMs, absoluteTimeoutMs } = fieldsOf(limits)
  return {
    ...(config as VaultConfig),
    limits: {
      idleTimeoutMs: (idleTimeoutMs as number | null) ?? Infinity,
      warningMs: (warningMs as number | null) ?? 0,
      absoluteTimeoutMs: (absoluteTimeoutMs as number | null) ?? Infinity,
    },
  }
}
