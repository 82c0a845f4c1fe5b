/** A browser engine that the tests can drive. */
export type Engine = 'chromium' | 'firefox' | 'webkit'
