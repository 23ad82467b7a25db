/** Encodings by Python's names, each told by how a text begins whose bytes are taken for characters. */
type Beginnings = readonly (readonly [beginning: RegExp, encoding: string])[];

const MARKS: Beginnings = [
  [/^(\xff\xfe\0\0|\0\0\xfe\xff)/, 'utf-32'],
  [/^(\xff\xfe|\xfe\xff)/, 'utf-16'],
  [/^\xef\xbb\xbf/, 'utf-8-sig'],
];

/** The encoding that a byte order mark in front tells, by Python's names (`utf-8-sig`), or `null` where there is none. */
export function encodingOfMark(bytes: Uint8Array): string | null {
  return encodingOfBeginning(bytes, MARKS);
}

/** The encoding of the first beginning that is that of `bytes`, or `null`. Four bytes are looked at. */
export function encodingOfBeginning(bytes: Uint8Array, beginnings: Beginnings): string | null {
  const beginning = String.fromCharCode(...bytes.subarray(0, 4));
  return beginnings.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
}
