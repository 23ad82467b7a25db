import { RequestException } from '@beckon/core';
import { denoGlobal } from './deno-global.ts';

/** PEM text, and what tells it from another text: itself, or path, time and size of its files. */
export interface Pem {
  readonly text: string;
  readonly stamp: string;
}

const BEGIN = '-----BEGIN';

/** Text that was given as text. What is no PEM is never shown, nor taken for a path: it may be a key. @throws {RequestException} */
export function pemText(text: string, what: string): Pem {
  if (!text.includes(BEGIN)) throw new RequestException(`Could not find a suitable ${what}: the text given is no PEM`);
  return { text, stamp: text };
}

/** Files of certificates and keys. One that hasn't changed is not read again; one that has makes new connections. */
export class PemFiles {
  readonly #read: Map<string, Pem> = new Map();

  /**
   * A text that is PEM itself, or else that of the file or folder at this path.
   * @param what for messages: `TLS key file`
   * @throws {RequestException} where there is no such file, or Deno may not read it
   */
  async load(pathOrText: string, what: string): Promise<Pem> {
    if (pathOrText.includes(BEGIN)) return pemText(pathOrText, what);
    try {
      const files = await certificateFiles(pathOrText);
      const stamp = files.map(({ path, changed }) => `${path}:${changed}`).join('|');
      const known = this.#read.get(pathOrText);
      if (known?.stamp === stamp) return known;
      const texts = await Promise.all(files.map(({ path }) => denoGlobal().readTextFile(path)));
      // a folder of c_rehash has each certificate under two names
      const pem = { text: [...new Set(texts)].filter((text) => text.includes(BEGIN)).join('\n'), stamp };
      if (pem.text === '') throw new Error('there is no PEM in it');
      this.#read.set(pathOrText, pem);
      return pem;
    } catch (cause) {
      const forbidden = cause instanceof Error && cause.name === 'NotCapable';
      const hint = forbidden ? `: Deno may not read it, --allow-read=${pathOrText} would let it` : '';
      throw new RequestException(`Could not find a suitable ${what}, invalid path: ${pathOrText}${hint}`, { cause });
    }
  }

  /** Forgets what was read. */
  clear(): void {
    this.#read.clear();
  }
}

interface DatedFile {
  readonly path: string;
  readonly changed: string;
}

/** The file, or every certificate of the folder, whether its names are hashes (`c_rehash`) or not (TLS-9). */
async function certificateFiles(path: string): Promise<DatedFile[]> {
  const { stat, readDir } = denoGlobal();
  const dated = async (file: string): Promise<DatedFile[]> => {
    const { isFile, mtime, size } = await stat(file);
    return isFile ? [{ path: file, changed: `${mtime?.getTime()}:${size}` }] : [];
  };
  if (!(await stat(path)).isDirectory) return dated(path);
  const names: string[] = [];
  for await (const { name } of readDir(path)) if (/\.(?:pem|crt|cer|r?\d+)$/i.test(name)) names.push(name);
  return (await Promise.all(names.sort().map((name) => dated(`${path}/${name}`)))).flat();
}
