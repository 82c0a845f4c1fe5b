import { timeOfDay } from '../shared/state-words.ts'
import { element } from './element.ts'
import { showStatus } from './server-panel.ts'

/** One thing that happened. */
export interface LogLine {
  /** Who did it: this tab by its name, another one, the server. */
  readonly who: string
  readonly what: string
  readonly detail?: string
}

const MAX_LINES = 200

/** Puts a line on top of the log, and asks the server how it stands now. */
export function log({ who, what, detail }: LogLine): void {
  const list = element('log', HTMLOListElement)
  const line = document.createElement('li')
  const text = document.createElement('span')
  const space = detail === undefined ? '' : ` ${detail}`
  text.append(part('span', who, 'who'), part('strong', what), space)
  line.append(part('time', timeOfDay(Date.now())), text)
  list.prepend(line)
  while (list.children.length > MAX_LINES) list.lastElementChild?.remove()
  showStatus()
}

function part(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  if (className !== '') made.className = className
  return made
}
