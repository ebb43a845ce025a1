/** The one error of this package: something is broken or forged where the caller had no outcome to offer. Never holds keys or text. */
export class CryptoError extends Error {
  override readonly name = 'CryptoError';
  readonly code: string;
  constructor(code: string, cause?: unknown) {
    super(code, cause === undefined ? {} : { cause });
    this.code = code;
  }
}
