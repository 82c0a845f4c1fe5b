import { timeOfDay } from '../shared/state-words.ts'
import { element, make } from './element.ts'
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
  const space = detail === undefined ? '' : ` ${detail}`
  const text = make(
    'span',
    {},
    make('span', { className: 'who' }, `${who} · `),
    make('strong', {}, what),
    space,
  )
  list.prepend(make('li', {}, make('time', {}, timeOfDay(Date.now())), ' ', text))
  while (list.children.length > MAX_LINES) list.lastElementChild?.remove()
  showStatus()
}
