import type { Lifecycle, LifecycleChange } from '../ports/lifecycle.js'

const visible = (): boolean => document.visibilityState === 'visible'
const shownOrHidden = (): LifecycleChange => (visible() ? 'shown' : 'hidden')

/** Page visibility, back/forward cache, freezing, prerendering and the network coming back. */
export const browserLifecycle: Lifecycle = {
  visible,

  whenOpened: (work) => {
    const { prerendering } = document as Document & { readonly prerendering?: boolean }
    if (prerendering === true) document.addEventListener('prerenderingchange', work, { once: true })
    else work()
  },

  listen: (listener) => {
    const stops = [
      on(document, 'visibilitychange', shownOrHidden),
      // Timers stand still in frozen and suspended tabs; these fire as soon as the tab is back.
      on(document, 'resume', shownOrHidden),
      on(window, 'focus', shownOrHidden),
      on(window, 'pagehide', () => 'left'),
      on(window, 'pageshow', (event) =>
        (event as PageTransitionEvent).persisted ? 'restored' : undefined,
      ),
      on(window, 'online', () => 'online'),
    ]
    return () => stops.forEach((stop) => stop())

    function on(
      target: EventTarget,
      name: string,
      change: (event: Event) => LifecycleChange | undefined,
    ): () => void {
      const heard = (event: Event): void => {
        const what = change(event)
        if (what) listener(what)
      }
      target.addEventListener(name, heard)
      return () => target.removeEventListener(name, heard)
    }
  },
}
