/** How the tour is printed: 80 columns, colours on a terminal only. */
import { inspect, styleText } from 'node:util';
import { RequestException, type Response } from 'beckon';
import type { ExampleServer, ServedRequest } from '../server.ts';

const WIDTH = 80;
const HEADERS_SHOWN = new Set(
  `authorization content-type content-length transfer-encoding cookie x-client
  user-agent`.split(/\s+/),
);

type Style = Parameters<typeof styleText>[0];

function paint(style: Style, text: string): string {
  const hasColours = process.stdout.isTTY && !process.env.NO_COLOR;
  return hasColours ? styleText(style, text, { validateStream: false }) : text;
}

/** Breaks what is too long, at a space where there is one. */
function fold(text: string, indent: string): string[] {
  const room = WIDTH - indent.length;
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room);
    const at = space > room / 2 ? space : room;
    lines.push(indent + rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, indent + rest];
}

function print(style: Style, text: string, indent: string): void {
  for (const line of fold(text, indent)) {
    console.log(paint(style, line.trimEnd()));
  }
}

/** The body of a function as it was written, as if it stood at the top. */
function codeOf(stop: () => Promise<Response>): string[] {
  const lines = stop.toString().split('\n').slice(1, -1);
  const own = lines.filter((line) => !/guide\.note\(|return r;/.test(line));
  return own.map((line) =>
    line
      .replace(/^ {2}/, '')
      .replace(/^return r\./, 'r.')
      .replace(/^return /, 'const r = await '),
  );
}

function textOf(body: Buffer): string[] {
  if (body.length === 0) return [];
  return body.toString().trimEnd().split(/\r?\n/);
}

/** Prints each stop of the tour: the code, what the server saw, what came. */
export class Guide {
  readonly #server: ExampleServer;
  readonly #notes: string[] = [];
  #stops = 0;

  constructor(server: ExampleServer) {
    this.#server = server;
  }

  welcome(): void {
    console.log(paint('bold', 'Beckon, a tour'));
    console.log(`The server is this program's own: ${this.#server.url}`);
    console.log('  >  what came in on the server      <  what came back');
  }

  /** Something to be shown below the answer. */
  note(name: string, value: unknown): void {
    const text = typeof value === 'string' ? value : inspect(value);
    this.#notes.push(`${name}: ${text}`);
  }

  async stop(title: string, run: () => Promise<Response>): Promise<void> {
    this.#stops += 1;
    const seen = this.#server.requests.length;
    const heading = `-- ${this.#stops}. ${title} `;
    console.log(`\n${paint(['bold', 'cyan'], heading.padEnd(WIDTH, '-'))}`);
    for (const line of codeOf(run)) print('yellow', line, '    ');
    console.log();
    try {
      const response = await run();
      this.#showSent(this.#server.requests.slice(seen));
      this.#showAnswer(response);
    } catch (error) {
      if (!(error instanceof RequestException)) throw error;
      this.#showSent(this.#server.requests.slice(seen));
      print('red', `! ${error.name} (${error.code})`, '');
      print('red', error.message, '    ');
    }
    for (const note of this.#notes.splice(0)) print('green', note, '    ');
  }

  farewell(): void {
    const { length } = this.#server.requests;
    const text = `${this.#stops} stops, ${length} requests. The end.`;
    console.log(`\n${paint('bold', text)}`);
  }

  #showSent(requests: readonly ServedRequest[]): void {
    for (const { line, headers, body } of requests) {
      print('bold', `> ${line}`, '');
      for (const [name, value] of headers) {
        if (!HEADERS_SHOWN.has(name.toLowerCase())) continue;
        print('dim', `${name}: ${value}`, '    ');
      }
      for (const text of textOf(body)) print('reset', text, '    ');
    }
  }

  #showAnswer(response: Response): void {
    const type = response.headers.get('content-type') ?? 'no type';
    const took = `${response.elapsed.toFixed(1)} ms`;
    const { statusCode, reason } = response;
    print('bold', `< ${statusCode} ${reason}, ${type}, ${took}`, '');
    if (!type.startsWith('application/json')) return;
    const json = inspect(response.json(), { breakLength: 70, depth: 5 });
    for (const line of json.split('\n')) print('reset', line, '    ');
  }
}
