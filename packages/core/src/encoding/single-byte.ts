import type { OwnCodec } from './codec-of.ts';

/**
 * 0x80 to 0x9F of windows-1252; the five bytes that it leaves open are U+FFFD, as in Python.
 * By hand since Node 20's TextDecoder gives the C1 controls of latin-1 for them.
 */
const WINDOWS_1252 =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd' +
  '\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';

/** As many arguments as every engine lets a function be called with. */
const RUN = 8192;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whether every byte is below 0x80. */
export function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 0x7f) return false;
  return true;
}

/** Text of a codec whose every byte is one character. */
export function decodeSingleByte(
  bytes: Uint8Array,
  codec: Extract<OwnCodec, 'iso-8859-1' | 'us-ascii' | 'windows-1252'>,
): string {
  // the quick way for most of what comes: ASCII is the same in all three, and the platform's decoder is native
  if (isAscii(bytes)) return utf8.decode(bytes);
  if (codec === 'iso-8859-1') return latin1(bytes);
  const units = new Uint16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) units[i] = byte;
    else if (codec === 'us-ascii') units[i] = 0xfffd;
    else units[i] = byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
  }
  return latin1(units);
}

/** Each number as the code unit that it is. */
function latin1(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += RUN) {
    text += String.fromCharCode.apply(null, units.subarray(i, i + RUN) as unknown as number[]);
  }
  return text;
}
