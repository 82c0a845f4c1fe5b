export { createIdle } from './create-idle.js'
export type { Idle, IdleWatchOptions, PresenceState } from './create-idle.js'
export type { IdleOptions } from '../session-options.js'
