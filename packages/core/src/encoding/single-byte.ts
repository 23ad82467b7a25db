/**
 * 0x80 to 0x9F of windows-1252; the five bytes that it leaves open are U+FFFD, as in Python.
 * By hand since Node 20's TextDecoder gives the C1 controls of latin-1 for them.
 */
const WINDOWS_1252 =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd' +
  '\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';

/** As many arguments as every engine lets a function be called with. */
const RUN = 8192;

const utf8 = new TextDecoder();

/** Whether every byte is below 0x80. */
export function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 0x7f) return false;
  return true;
}

/** ISO-8859-1: each byte is the character of its number. */
export function latin1(bytes: Uint8Array): string {
  // the quick way for most of what comes: the platform's decoder is native
  if (isAscii(bytes)) return utf8.decode(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; i += RUN) {
    text += String.fromCharCode.apply(null, bytes.subarray(i, i + RUN) as unknown as number[]);
  }
  return text;
}

/** US-ASCII; a byte that is none is U+FFFD. */
export function ascii(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\u0080-\u00ff]/g, '\ufffd');
}

/** windows-1252: latin-1 with letters and signs in the place of the C1 controls. */
export function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
}
