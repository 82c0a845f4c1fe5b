import type { Channel } from '../ports/channel.js'

/**
 * BroadcastChannel; undefined where the browser has none.
 *
 * It stays open in the back/forward cache: a message then evicts the cached page in Chromium and Firefox.
 */
export function browserChannel(): Channel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined
  return {
    open: (name, listener) => {
      const channel = new BroadcastChannel(name)
      channel.onmessage = (event: MessageEvent<unknown>) => listener(event.data)
      return { post: (message) => channel.postMessage(message), close: () => channel.close() }
    },
  }
}
