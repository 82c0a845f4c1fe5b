import type { Command, Parameters } from './commands.ts'
import { DriverError } from './driver-error.ts'

const NAMES: Partial<Record<Command, string>> = {
  getWindows: 'WebDriver:GetWindowHandles',
  setWindow: 'WebDriver:SwitchToWindow',
  newWindow: 'WebDriver:NewWindow',
  closeWindow: 'WebDriver:CloseWindow',
  getUrl: 'WebDriver:GetCurrentURL',
  navigate: 'WebDriver:Navigate',
  refresh: 'WebDriver:Refresh',
  back: 'WebDriver:Back',
  execute: 'WebDriver:ExecuteScript',
  executeAsync: 'WebDriver:ExecuteAsyncScript',
  findElement: 'WebDriver:FindElement',
  clickElement: 'WebDriver:ElementClick',
  typeInElement: 'WebDriver:ElementSendKeys',
  performActions: 'WebDriver:PerformActions',
  releaseActions: 'WebDriver:ReleaseActions',
  takeScreenshot: 'WebDriver:TakeScreenshot',
  setContext: 'Marionette:SetContext',
  getCookies: 'WebDriver:GetCookies',
}

// What Marionette does otherwise than WebDriver if it is not told.
const DEFAULTS: Partial<Record<Command, Parameters>> = {
  setWindow: { focus: true },
  newWindow: { focus: true },
  takeScreenshot: { full: false },
}

/** Says a command as Marionette, Firefox's own protocol, names it. */
export function toMarionette(command: Command, parameters: Parameters): [string, Parameters] {
  const name = NAMES[command]
  if (name === undefined) throw new DriverError('unknown command', `Firefox has no ${command}`)
  return [name, { ...DEFAULTS[command], ...parameters }]
}
