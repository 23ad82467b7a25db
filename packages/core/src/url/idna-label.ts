/**
 * Which labels of a host name may be registered: IDNA 2008 (RFC 5891 section 4.2, RFC 5892). WHATWG's URL lets through
 * more (☃, full-width letters); Requests refuses them, and so do we (URL-8). The encoding itself is left to `URL`.
 */

/** RFC 5892 section 2.6: letters that the rules below would refuse; `ı` because it folds to nothing else. */
const ALSO_VALID = /^[\u00df\u03c2\u06fd\u06fe\u0f0b\u3007\u0131]$/u;
/** RFC 5892 section 2.6 (refused) and section 2.9 (old Hangul letters), then the blocks of section 2.4. */
const NEVER_VALID: readonly (readonly [from: number, to: number])[] = [
  [0x0640, 0x0640],
  [0x07fa, 0x07fa],
  [0x302e, 0x302f],
  [0x3031, 0x3035],
  [0x303b, 0x303b],
  [0x1100, 0x11ff],
  [0xa960, 0xa97c],
  [0xd7b0, 0xd7fb],
  [0x20d0, 0x20ff],
  [0x1d100, 0x1d24f],
];
const LETTER_OR_DIGIT = /^[\p{Ll}\p{Lu}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]$/u;

/**
 * The A-label (`xn--…`) of a label that holds characters beyond ASCII, or `null` where it is none that can be registered.
 *
 * @param label in lower case
 */
export function idnaLabel(label: string): string | null {
  // an A-label has 63 letters at the most and is never shorter than the label: refuse before any costly rule (CVE-2024-3651)
  if (label.length > 63) return null;
  if (label.normalize('NFC') !== label || /^-|^..--|-$|^\p{M}/u.test(label)) return null;
  const characters = [...label];
  if (!characters.every((character, i) => isValid(character) || isValidHere(characters, i))) return null;
  try {
    // checks joiners and the direction of writing too (RFC 5893)
    const encoded = new URL(`http://${label}/`).hostname;
    return encoded.startsWith('xn--') && encoded.length <= 63 ? encoded : null;
  } catch {
    return null;
  }
}

function isValid(character: string): boolean {
  if (character < '\x80') return /^[a-z0-9-]$/.test(character);
  if (ALSO_VALID.test(character)) return true;
  const code = character.codePointAt(0) as number;
  if (NEVER_VALID.some(([from, to]) => code >= from && code <= to)) return false;
  if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return false;
  return LETTER_OR_DIGIT.test(character) && isStable(character) && !isDigitOfContext(character);
}

/** RFC 5892 section 2.2: folding its case and its compatibility forms leaves it as it is. */
function isStable(character: string): boolean {
  const folded = character.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  return folded === character;
}

function isDigitOfContext(character: string): boolean {
  return /[\u0660-\u0669\u06f0-\u06f9]/.test(character);
}

/** RFC 5892 appendix A: characters that are valid beside certain others only. */
function isValidHere(characters: readonly string[], i: number): boolean {
  const before = characters[i - 1] ?? '';
  const after = characters[i + 1] ?? '';
  switch (characters[i]) {
    case '\u200c': // joiners: `URL` knows the rule
    case '\u200d':
      return true;
    case '\u00b7': // MIDDLE DOT, in Catalan
      return before === 'l' && after === 'l';
    case '\u0375': // GREEK KERAIA
      return /\p{Script=Greek}/u.test(after);
    case '\u05f3': // HEBREW GERESH and GERSHAYIM
    case '\u05f4':
      return /\p{Script=Hebrew}/u.test(before);
    case '\u30fb': // KATAKANA MIDDLE DOT
      return characters.some((other) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(other));
  }
  const character = characters[i] as string;
  if (/[\u0660-\u0669]/.test(character)) return !characters.some((other) => /[\u06f0-\u06f9]/.test(other));
  if (/[\u06f0-\u06f9]/.test(character)) return !characters.some((other) => /[\u0660-\u0669]/.test(other));
  return false;
}
