/** Every WebDriver command this driver knows, with its HTTP route; `{id}` is filled in from the parameters. */
export const ROUTES = {
  getWindows: ['GET', '/window/handles'],
  setWindow: ['POST', '/window'],
  newWindow: ['POST', '/window/new'],
  closeWindow: ['DELETE', '/window'],
  getUrl: ['GET', '/url'],
  navigate: ['POST', '/url'],
  refresh: ['POST', '/refresh'],
  back: ['POST', '/back'],
  execute: ['POST', '/execute/sync'],
  executeAsync: ['POST', '/execute/async'],
  findElement: ['POST', '/element'],
  clickElement: ['POST', '/element/{id}/click'],
  typeInElement: ['POST', '/element/{id}/value'],
  performActions: ['POST', '/actions'],
  releaseActions: ['DELETE', '/actions'],
  takeScreenshot: ['GET', '/screenshot'],
  getCookies: ['GET', '/cookie'],
  deleteCookies: ['DELETE', '/cookie'],
  readLog: ['POST', '/se/log'],
  setContext: ['POST', '/moz/context'],
  sendCdp: ['POST', '/goog/cdp/execute'],
} as const satisfies Record<string, readonly [method: string, path: string]>

export type Command = keyof typeof ROUTES

export type Parameters = Readonly<Record<string, unknown>>

/** Sends one command to the browser; the caller says what comes back. */
export type Send = <Answer = unknown>(command: Command, parameters?: Parameters) => Promise<Answer>
