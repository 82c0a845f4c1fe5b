import type { Browsing } from '../ports/browsing.js'

/** The page's window. */
export const browserBrowsing: Browsing = {
  url: () => location.href,
  replace: (url, quietly) => {
    history.replaceState(history.state, '', url)
    // Routers listen for this one; a replaced address alone tells nobody.
    if (!quietly) dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  },
  leave: (url) => location.assign(url),
  popup: () => {
    const opened = window.open('about:blank', '_blank', 'popup,width=480,height=640')
    if (opened === null) return undefined
    return { goTo: (url) => opened.location.replace(url), close: () => opened.close() }
  },
  frame: (url) => {
    const frame = document.createElement('iframe')
    frame.hidden = true
    frame.title = 'Session check'
    frame.src = url
    document.body.append(frame)
    return () => frame.remove()
  },
  mayLeave: () => window.top === window && window.opener === null,
  close: () => window.close(),
}
