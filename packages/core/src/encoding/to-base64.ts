const RUN = 8192;

/** Base64 of bytes (RFC 4648 section 4), where the platform has `btoa` alone. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += RUN) {
    binary += String.fromCharCode.apply(null, bytes.subarray(i, i + RUN) as unknown as number[]);
  }
  return btoa(binary);
}
