import type { Visit } from '../../../packages/core/src/ports/visit.js'

/** Visits the provider out of sight, whatever is asked for: it knows the user by its own cookie. */
export function hiddenVisit(): Visit {
  const came = new Map<string, string>()
  const waiting = new Map<string, (url: string) => void>()

  function open(_method: string, url: string): Promise<void> {
    const frame = document.createElement('iframe')
    frame.hidden = true
    frame.src = url
    frame.addEventListener('load', () => {
      const back = addressOf(frame)
      if (back === undefined) return
      frame.remove()
      const state = new URL(back).searchParams.get('state') ?? ''
      came.set(state, back)
      waiting.get(state)?.(back)
    })
    document.body.append(frame)
    return Promise.resolve()
  }

  function returned(state: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      waiting.set(state, resolve)
      const back = came.get(state)
      if (back !== undefined) resolve(back)
    })
  }

  return { open, returned, leavable: () => undefined, goOn: () => {} }
}

/** Undefined while the frame is at another origin. */
function addressOf(frame: HTMLIFrameElement): string | undefined {
  try {
    const href = frame.contentWindow?.location.href
    return href?.includes('state=') ? href : undefined
  } catch {
    return undefined
  }
}
