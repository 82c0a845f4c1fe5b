import { LIMITS_WORDS, WAY_WORDS, type ChoiceWord } from '../shared/choice-words.ts'
import { element, make } from './element.ts'
import { choice } from './session.ts'

/** Fills the form with what can be chosen; the browser itself puts the answer into the address. */
export function addSetupForm(): void {
  element('setup', HTMLFormElement).append(
    makeGroup('Credentials', 'way', WAY_WORDS, choice.way),
    makeGroup('Limits', 'limits', LIMITS_WORDS, choice.limits),
    make('button', { className: 'button', type: 'submit' }, 'Load the page with these'),
  )
}

function makeGroup(
  title: string,
  name: string,
  words: Readonly<Record<string, ChoiceWord>>,
  chosen: string,
): HTMLElement {
  const choices = Object.entries(words).map(([value, [label, detail]]) =>
    make(
      'label',
      { className: 'choice' },
      make('input', { type: 'radio', name, value, checked: value === chosen }),
      make('span', {}, label, make('small', {}, detail)),
    ),
  )
  const className = choices.length === 2 ? 'choices two' : 'choices'
  return make('fieldset', {}, make('legend', {}, title), make('div', { className }, ...choices))
}
