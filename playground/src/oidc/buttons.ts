import { element, make } from '../plain/element.ts'

/** A button by its id: its text, and what it does. */
export type Button = readonly [id: string, text: string, work: () => unknown]

/** Puts buttons into an element. */
export function addButtons(place: string, buttons: readonly Button[]): void {
  const made = buttons.map(([id, text, work]) => {
    const button = make('button', { id, className: 'button', type: 'button' }, text)
    button.addEventListener('click', () => void work())
    return button
  })
  element(place, HTMLElement).append(...made)
}
