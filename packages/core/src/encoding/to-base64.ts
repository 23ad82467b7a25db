import { latin1 } from './single-byte.ts';

/** Base64 of bytes (RFC 4648 section 4), where the platform has `btoa` alone. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes));
}
