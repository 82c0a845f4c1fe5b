export { oidc } from './oidc.js'
export type { OidcFlows, OidcOptions, OidcSignInOptions } from './strategies/oidc/oidc-options.js'
