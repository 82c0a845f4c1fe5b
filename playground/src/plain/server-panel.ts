import { countersInWords, identityCountersInWords } from '../shared/counter-words.ts'
import { readStatus } from '../shared/control-api.ts'
import { faultsInWords } from '../shared/fault-words.ts'
import type { ServerStatus } from '../shared/server-status.ts'
import { element, makeFact, say } from './element.ts'

let asking: Promise<void> | undefined
let isStale = false

/** Shows how the server stands; many wishes at once are one request, and one more after it. */
export function showStatus(): void {
  isStale = true
  asking ??= ask().finally(() => (asking = undefined))
}

async function ask(): Promise<void> {
  while (isStale) {
    isStale = false
    try {
      render(await readStatus())
      say('counters-error', '')
    } catch {
      say('counters-error', 'The server does not answer; these numbers are old.')
    }
  }
}

function render(status: ServerStatus): void {
  say('active-faults', faultsInWords(status.faults))
  const list = element('counters', HTMLDListElement)
  const inWords = list.dataset['of'] === 'identity' ? identityCountersInWords : countersInWords
  list.replaceChildren(...inWords(status).map(([name, count]) => makeFact(name, String(count))))
}
