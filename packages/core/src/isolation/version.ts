/** The version of this code; pages and vaults of different ones never meet. */
export const VERSION = '0.1.0'
