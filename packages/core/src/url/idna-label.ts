/**
 * Which labels of a host name may be registered: IDNA 2008 (RFC 5891 section 4.2, RFC 5892). WHATWG's URL lets through
 * more (☃, full-width letters); Requests refuses them, and so do we (URL-8). The encoding itself is left to `URL`.
 */

/**
 * RFC 5892 sections 2.1 and 2.2: letters, digits and marks that folding their case and their compatibility forms leaves as they are. Then its
 * exceptions (section 2.6), and what is valid beside certain others only (appendix A, below), the joiners aside: `URL` knows their rule.
 */
const VALID =
  /^(?:(?!\p{Changes_When_NFKC_Casefolded})[-\p{L}\p{Mn}\p{Mc}\p{Nd}]|[\xdf\u03c2\u06fd\u06fe\u0f0b\u3007\xb7\u0375\u05f3\u05f4\u30fb\u200c\u200d])+$/u;

/**
 * Hyphens at the ends or in third and fourth place, a mark in front (RFC 5891 section 4.2.3). RFC 5892 section 2.6, the blocks of
 * section 2.4, section 2.9 (old Hangul letters). Then appendix A: MIDDLE DOT, GREEK KERAIA, HEBREW GERESH and GERSHAYIM, KATAKANA MIDDLE DOT, Arabic digits.
 */
const REFUSED =
  /^(?:-|..--|\p{M})|-$|[\u0640\u07fa\u20d0-\u20ff\u3031-\u3035\u303b\u{1d100}-\u{1d24f}]|(?![\uac00-\ud7a3])\p{sc=Hang}|(?<!l)\xb7|\xb7(?!l)|\u0375(?!\p{sc=Grek})|(?<!\p{sc=Hebr})[\u05f3\u05f4]|^(?!.*[\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}]).*\u30fb|^(?=.*[\u0660-\u0669]).*[\u06f0-\u06f9]/u;

/**
 * The A-label (`xn--…`) of a label that holds characters beyond ASCII.
 *
 * @param label in lower case
 * @throws {TypeError} where it is none that can be registered
 */
export function idnaLabel(label: string): string {
  if (VALID.test(label) && !REFUSED.test(label) && label.normalize() === label) {
    // checks joiners and the direction of writing too (RFC 5893)
    const { hostname } = new URL(`http://${label}/`);
    if (/^xn--.{1,59}$/.test(hostname)) return hostname;
  }
  throw new TypeError('a label that cannot be registered');
}
