import { failureInWords } from '../shared/api-call.ts'
import { clearFaults, setFault } from '../shared/control-api.ts'
import { FAULT_KINDS, FAULT_ROUTES, faultsInWords } from '../shared/fault-words.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { element, make, onClick } from './element.ts'
import { log } from './log.ts'

const TIMES = { 1: 'Once', 2: 'Twice', 5: '5 times', always: 'Until cleared' }

/** Makes the form work that makes the server fail. */
export function addFaultForm(): void {
  element('fault-fields', HTMLElement).append(
    makeField('fault-route', 'Which requests', FAULT_ROUTES),
    makeField('fault-times', 'How often', TIMES),
    makeField('fault-kind', 'How', FAULT_KINDS, 'field wide'),
  )

  element('fault', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    const times = Number(valueOf('fault-times'))
    const fault = { route: valueOf('fault-route'), kind: valueOf('fault-kind') }
    const planned = times > 0 ? { ...fault, times } : fault
    void tell(setFault(planned), 'set a fault', faultsInWords([planned]))
  })
  onClick('clear-faults', () => void tell(clearFaults(), 'cleared the faults', ''))
}

async function tell(work: Promise<void>, what: string, detail: string): Promise<void> {
  const failed = await work.then(() => undefined, failureInWords)
  log({ who: TAB_NAME, what, detail: failed ?? detail })
}

function makeField(
  id: string,
  label: string,
  words: Readonly<Record<string, string>>,
  className = 'field',
): HTMLElement {
  const options = Object.entries(words).map(([value, text]) => new Option(text, value))
  const select = make('select', { id }, ...options)
  return make('div', { className }, make('label', { htmlFor: id }, label), select)
}

function valueOf(id: string): string {
  return element(id, HTMLSelectElement).value
}
