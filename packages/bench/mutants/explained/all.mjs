import { boundaries } from './boundaries.mjs'
import { types } from './types.mjs'

/** Mutants that no test can catch, each with the reason why it is harmless. */
export const EXPLAINED = [...types, ...boundaries]
