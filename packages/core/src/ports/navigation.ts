/** Where the app lives. */
export interface Navigation {
  /** What relative addresses are resolved against. */
  baseUrl(): string
  /** Whether the browser offers this page locks and crypto. WHATWG HTML, "secure contexts". */
  secure(): boolean
}
