export declare function isOnPath(program: string): boolean
export declare function missingBrowsers(): string[]
