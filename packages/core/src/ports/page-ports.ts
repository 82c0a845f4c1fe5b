import type { Ports } from './ports.js'

/** What a page of an isolated session needs of its world; the rest is its vault's. */
export interface PagePorts extends Pick<
  Ports,
  'activity' | 'channel' | 'clock' | 'lifecycle' | 'lock' | 'navigation'
> {
  /** 128 random bits as text. */
  readonly randomId: () => string
}
