// The package's main file warns on the console where Node is older than 22, and does no more than
// export these two; so they are taken from where they are. Both have the types of the main file.
declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider'
}

declare module 'oidc-provider/lib/helpers/interaction_policy/index.js' {
  export const base: typeof import('oidc-provider').interactionPolicy.base
  export const Check: typeof import('oidc-provider').interactionPolicy.Check
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  export const InvalidTarget: typeof import('oidc-provider').errors.InvalidTarget
}
