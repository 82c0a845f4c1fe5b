/** Lets the links that are marked with `data-keep-query` keep the choice in the address. */
export function keepQuery(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-keep-query]')) {
    link.search = location.search
  }
}
