/**
 * Which labels of a host name may be registered: IDNA 2008 (RFC 5891 section 4.2, RFC 5892). WHATWG's URL lets through
 * more (☃, full-width letters); Requests refuses them, and so do we (URL-8). The encoding itself is left to `URL`.
 *
 * From left to right: no hyphen at the ends or in third and fourth place, no mark in front (RFC 5891 section 4.2.3); KATAKANA MIDDLE DOT not
 * without its scripts, Arabic digits of one kind only (RFC 5892 appendix A). Then each character: letters, digits and marks that folding their case
 * and their compatibility forms leaves as they are (sections 2.1 and 2.2; CWKCF is Changes_When_NFKC_Casefolded), save those of sections 2.6 and 2.4
 * (blocks) and 2.9 (old Hangul letters); what section 2.6 lets through, and the joiners, whose rule `URL` knows; MIDDLE DOT, GREEK KERAIA, HEBREW
 * GERESH and GERSHAYIM where they belong (appendix A).
 */
const LABEL =
  /^(?!-|..--|.*-$|\p{M}|(?!.*[\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}]).*\u30fb|(?=.*[\u0660-\u0669]).*[\u06f0-\u06f9])(?:(?!\p{CWKCF}|[\u20d0-\u20ff\u{1d100}-\u{1d24f}\u0640\u07fa\u3031-\u3035\u303b]|(?![\uac00-\ud7a3])\p{sc=Hang})[-\p{L}\p{Mn}\p{Mc}\p{Nd}]|[\xdf\u03c2\u06fd\u06fe\u0f0b\u3007\u30fb\u200c\u200d]|(?<=l)\xb7(?=l)|\u0375(?=\p{sc=Grek})|(?<=\p{sc=Hebr})[\u05f3\u05f4])+$/u;

/**
 * The A-label (`xn--…`) of a label that holds characters beyond ASCII.
 *
 * @param label in lower case
 * @throws {TypeError} where it is none that can be registered
 */
export function idnaLabel(label: string): string {
  if (LABEL.test(label) && label.normalize() === label) {
    // checks joiners and the direction of writing too (RFC 5893)
    const { hostname } = new URL(`http://${label}/`);
    if (/^xn--.{1,59}$/.test(hostname)) return hostname;
  }
  throw new TypeError('a label that cannot be registered');
}
