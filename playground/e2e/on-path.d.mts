import type { Engine } from './driver/engine.ts'

export declare const ALL_ENGINES: readonly Engine[]
export declare const areEnginesRequired: boolean
export declare function isOnPath(program: string): boolean
export declare function missingPrograms(engine: Engine): string[]
