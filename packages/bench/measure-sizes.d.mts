export declare const ROWS: Readonly<Record<string, string>>
export declare function measureSizes(): Promise<Record<string, number>>
export declare function kilobytes(bytes: number): string
