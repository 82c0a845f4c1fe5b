export type { SignOutOptions, StepUpOptions, TokenOptions } from './call-options.js'
export { createSession } from './create-session.js'
export { isSessionError, SessionError } from './errors.js'
export type { SessionErrorCode, SessionErrorDetails } from './errors.js'
export type { EndOrigin, EndReason } from './machine/end.js'
export type { SessionStrategy } from './runtime/driver.js'
export type { IdleOptions, IsolationOptions, SessionOptions } from './session-options.js'
export type {
  ActiveState,
  NoticeCode,
  Session,
  SessionEvents,
  SessionState,
  SignedInState,
  SignedOutState,
  StartingState,
  WarningState,
} from './session.js'
export { bearer } from './bearer.js'
export type { BearerOptions } from './strategies/bearer.js'
export type { BearerEndpoint } from './strategies/bearer-requests.js'
export { cookie } from './cookie.js'
export type { CookieOptions } from './strategies/cookie.js'
export type { CookieAnswer } from './strategies/cookie-answer.js'
