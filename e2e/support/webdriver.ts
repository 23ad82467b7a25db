/** A client of W3C WebDriver, as small as the tests need it: a session, pages, code that runs in them. */

interface Failure {
  readonly error: string;
  readonly message: string;
}

/** Calls a driver; `path` begins behind its address. */
export async function callDriver<T>(driver: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(driver + path, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = (await answer.json()) as { value: T | Failure };
  if (answer.ok) return value as T;
  const { error, message } = value as Failure;
  throw new Error(`WebDriver: ${error}: ${message}`);
}

/** One session of a driver: one browser with one page, whose cookies and cache end with it. */
export class WebDriverSession {
  readonly #driver: string;
  readonly #id: string;
  readonly version: string;

  private constructor(driver: string, id: string, version: string) {
    this.#driver = driver;
    this.#id = id;
    this.version = version;
  }

  static async open(driver: string, capabilities: Readonly<Record<string, unknown>>): Promise<WebDriverSession> {
    const { sessionId, capabilities: got } = await callDriver<{
      sessionId: string;
      capabilities: { browserVersion: string };
    }>(driver, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    return new WebDriverSession(driver, sessionId, got.browserVersion);
  }

  #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return callDriver<T>(this.#driver, method, `/session/${this.#id}${path}`, body);
  }

  async goto(url: string): Promise<void> {
    await this.#call('POST', '/url', { url });
  }

  /** The value of an expression in the page, as JSON has it; a promise is waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const script = `
      const done = arguments[0];
      new Promise((resolve) => resolve(${expression}))
        .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#call<{ value: T; error?: string }>('POST', '/execute/async', {
      script,
      args: [],
    });
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Those of the page's own host. */
  async clearCookies(): Promise<void> {
    await this.#call('DELETE', '/cookie');
  }

  async close(): Promise<void> {
    await this.#call('DELETE', '');
  }
}
