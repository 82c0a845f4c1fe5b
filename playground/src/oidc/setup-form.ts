import { element, make, makeFact } from '../plain/element.ts'
import type { ChoiceWord } from '../shared/choice-words.ts'
import { setup } from './session.ts'
import { ISOLATION_WORDS, LIMITS_WORDS, PERSIST_WORDS } from './setup-words.ts'

/**
 * Fills the form with what can be chosen; the browser itself puts the answer into the address.
 *
 * By a button: a select that reloads the page at each change cannot be used by arrow keys.
 */
export function addSetupForm(): void {
  element('setup', HTMLFormElement).append(
    makeField('isolation', 'Tokens are in', ISOLATION_WORDS, setup.isolation),
    makeField('persist', 'Kept in', PERSIST_WORDS, setup.persist),
    makeField('limits', 'Limits', LIMITS_WORDS, setup.limits),
    make('button', { className: 'button', type: 'submit' }, 'Load the page with these'),
    make(
      'p',
      { className: 'quiet' },
      'Each choice is a session of its own. In all of them injected script acts as the user while ' +
        'the page is open, and could ask the identity server for a sign-in of its own.',
    ),
  )
}

function makeField(
  name: string,
  label: string,
  words: Readonly<Record<string, ChoiceWord>>,
  chosen: string,
): HTMLElement {
  const id = `setup-${name}`
  const options = Object.entries(words).map(
    ([value, [text]]) => new Option(text, value, value === chosen, value === chosen),
  )
  const meanings = Object.values(words).map(([text, meaning]) => makeFact(text, meaning))
  const select = make('select', { id, name }, ...options)
  select.setAttribute('aria-describedby', `${id}-meanings`)
  return make(
    'div',
    { className: 'field whole' },
    make('label', { htmlFor: id }, label),
    select,
    make('dl', { id: `${id}-meanings`, className: 'meanings' }, ...meanings),
  )
}
