/** Text at rest that only this browser profile can read; structured-clonable, opaque. */
export interface Sealed {
  readonly key: unknown
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
  /** Keys that rest beside it: they cannot be exported, so they need no cipher. */
  readonly keys?: unknown
}

/** Randomness, and encryption with keys that cannot be exported. */
export interface Crypto {
  /** 128 random bits as text. */
  randomId(): string
  /** Uniform in [0, 1), for jitter only. */
  random(): number
  /** Whether keys can be put into the store from this realm. */
  keepsKeys(): Promise<boolean>
  seal(text: string): Promise<Sealed>
  /** Rejects when the sealed text was changed or is not readable here. */
  unseal(sealed: Sealed): Promise<string>
}
