import { SessionError } from '../errors.js'
import type { ToPage, ToVault, Verb } from './wire.js'
import { unpackError } from './wire-error.js'

type Answer = ToPage & { kind: 'result' | 'error' }

/** Calls under way, each answered once. */
export interface RemoteCalls {
  begin(
    post: (message: ToVault) => void,
    verb: Verb,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<unknown>
  settle(answer: Answer): void
  failAll(error: Error): void
}

export function createRemoteCalls(): RemoteCalls {
  const pending = new Map<number, (answer: { value: unknown } | { error: unknown }) => void>()
  let ids = 0

  function begin(
    post: (message: ToVault) => void,
    verb: Verb,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<unknown> {
    signal?.throwIfAborted()
    const id = ++ids
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        post({ kind: 'abort', id })
        settleWith(id, { error: signal!.reason })
      }
      signal?.addEventListener('abort', abort)
      pending.set(id, (answer) => {
        signal?.removeEventListener('abort', abort)
        if ('error' in answer) reject(answer.error)
        else resolve(answer.value)
      })
      post({ kind: 'call', id, verb, input })
    })
  }

  function settleWith(id: number, answer: { value: unknown } | { error: unknown }): void {
    pending.get(id)?.(answer)
    pending.delete(id)
  }

  return {
    begin,
    settle: (answer) =>
      settleWith(
        answer.id,
        answer.kind === 'result' ? { value: answer.value } : { error: unpackError(answer.error) },
      ),
    failAll: (error) => {
      for (const id of pending.keys()) settleWith(id, { error })
    },
  }
}

/** What a call gets whose vault is gone. */
export function vaultGone(): SessionError {
  return new SessionError('vault_unavailable', {
    retryable: true,
    message: 'The worker went away and is started again; try once more.',
  })
}
