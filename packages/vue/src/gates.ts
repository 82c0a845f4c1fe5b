import type { SessionState } from '@latchkey/core'
import type { DefineSetupFnComponent, SetupContext } from 'vue'
import { useSessionState } from './use-session-state.js'

type Gate = DefineSetupFnComponent<Record<never, never>>

/**
 * Shows its default slot while somebody is signed in; the slot `fallback` while it is known that nobody is.
 *
 * @example
 * <SignedIn>
 *   <Orders />
 *   <template #fallback><SignInForm /></template>
 * </SignedIn>
 */
export const SignedIn: Gate = /* @__PURE__ */ gate({ signedIn: 'default', signedOut: 'fallback' })

/** Shows its slot while it is known that nobody is signed in. */
export const SignedOut: Gate = /* @__PURE__ */ gate({ signedOut: 'default' })

/** Shows its slot while it is not known yet whether somebody is signed in. */
export const SessionPending: Gate = /* @__PURE__ */ gate({ starting: 'default' })

function gate(shown: { readonly [Status in SessionState['status']]?: string }): Gate {
  return {
    setup(_props: object, { slots }: SetupContext) {
      const status = useSessionState((state) => state.status)
      return () => slots[shown[status.value] as string]?.()
    },
  } as unknown as Gate
}
