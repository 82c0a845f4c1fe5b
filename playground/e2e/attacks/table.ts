import type { Attack } from './attack.ts'
import { CRYPTO_HOOKS } from './crypto-hooks.ts'
import { FOOTHOLDS } from './footholds.ts'
import { FORGERIES } from './forgeries.ts'
import { FUZZ } from './fuzz.ts'
import { LANGUAGE_HOOKS } from './language-hooks.ts'
import { METHOD_HOOKS } from './method-hooks.ts'
import { NETWORK_HOOKS } from './network-hooks.ts'
import { PLATFORM_HOOKS } from './platform-hooks.ts'
import { REQUESTS } from './requests.ts'
import { SCANS } from './scans.ts'
import { TAKEOVERS } from './takeovers.ts'
import { VAULT_PORTS } from './vault-ports.ts'

/** Script that waits for what comes by. */
export const HOOKS: readonly Attack[] = [
  ...NETWORK_HOOKS,
  ...LANGUAGE_HOOKS,
  ...METHOD_HOOKS,
  ...CRYPTO_HOOKS,
  ...PLATFORM_HOOKS,
]

/** Script that does something. */
export const ACTS: readonly Attack[] = [
  ...SCANS,
  ...REQUESTS,
  ...VAULT_PORTS,
  ...FORGERIES,
  ...FOOTHOLDS,
  ...TAKEOVERS,
  ...FUZZ,
]
