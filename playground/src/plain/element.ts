/**
 * Finds an element of the page by its id.
 *
 * @throws {Error} where the page has none, or one of another kind
 */
export function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`)
  return found
}

/** Calls `listener` at each click on the element with this id. */
export function onClick(id: string, listener: () => void): void {
  element(id, HTMLElement).addEventListener('click', listener)
}

/** Shows a text, and touches the element only where it is another one: live regions speak again. */
export function say(id: string, text: string): void {
  const found = element(id, HTMLElement)
  if (found.textContent !== text) found.textContent = text
}

/** Makes an element with what is given of its properties, and with these children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/** Makes a name and its value, for a `<dl>`. */
export function makeFact(name: string, value: string, id = ''): HTMLElement {
  return make('div', {}, make('dt', {}, name), make('dd', id === '' ? {} : { id }, value))
}
