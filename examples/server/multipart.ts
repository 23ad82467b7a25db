/** One part of a multipart body (RFC 7578). */
export interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly type?: string;
  readonly size: number;
  /** The text of a part that is no file. */
  readonly value?: string;
}

function parameter(header: string, name: string): string | undefined {
  return new RegExp(`[; ]${name}="([^"]*)"`).exec(header)?.[1];
}

function parsePart(part: string): Part {
  const end = part.indexOf('\r\n\r\n');
  const head = part.slice(0, end);
  const text = part.slice(end + 4);
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const name = parameter(disposition, 'name') ?? '';
  const filename = parameter(disposition, 'filename');
  const type = /^content-type:\s*(.*)$/im.exec(head)?.[1];
  const size = text.length;
  if (filename === undefined) {
    return { name, size, value: Buffer.from(text, 'latin1').toString() };
  }
  return { name, filename, size, ...(type === undefined ? {} : { type }) };
}

/** Reads a whole body; the bytes are held as latin-1 text on the way. */
export function parseMultipart(contentType: string, body: Buffer): Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? '';
  const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  return parts.slice(1, -1).map((part) => parsePart(part.slice(2)));
}
