/**
 * 0x80 to 0x9F of windows-1252; the five bytes that it leaves open are U+FFFD, as in Python.
 * By hand since Node 20's TextDecoder gives the C1 controls of latin-1 for them.
 */
const WINDOWS_1252 =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd' +
  '\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';

/** The characters of the bytes from 0x80 on; those behind the end of the text are as in latin-1. */
const UPPER_HALVES: Readonly<Record<string, string>> = {
  'iso-8859-1': '',
  'us-ascii': '\ufffd'.repeat(128),
  'windows-1252': WINDOWS_1252,
};

/** As many arguments as every engine lets a function be called with. */
const RUN = 8192;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whether every byte is below 0x80. */
export function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 0x7f) return false;
  return true;
}

/** Whether a codec is one of those whose every byte is one character, and which are decoded here. */
export function isSingleByte(codec: string): boolean {
  return Object.hasOwn(UPPER_HALVES, codec);
}

/** Text of such a codec. */
export function decodeSingleByte(bytes: Uint8Array, codec: string): string {
  // the quick way for most of what comes: ASCII is the same in all of them, and the platform's decoder is native
  if (isAscii(bytes)) return utf8.decode(bytes);
  const upper = UPPER_HALVES[codec] as string;
  return textOfUnits(upper ? Uint16Array.from(bytes, (byte) => upper.charCodeAt(byte - 0x80) || byte) : bytes);
}

/** Each number as the code unit that it is. */
export function textOfUnits(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += RUN) {
    text += String.fromCharCode.apply(null, units.subarray(i, i + RUN) as unknown as number[]);
  }
  return text;
}
