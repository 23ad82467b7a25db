/** How many bytes text takes in UTF-8, without encoding it. A lone surrogate counts as the replacement character that is sent for it. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const character = text.codePointAt(i) as number;
    if (character >= 0x80) length += character >= 0x800 ? 2 : 1;
    // its two units make four bytes
    if (character > 0xffff) i++;
  }
  return length;
}
