import { afterEach, beforeEach } from 'vitest';

const TRUSTED = /_proxy$|^(?:requests_ca_bundle|curl_ca_bundle|ssl_cert_file|ssl_cert_dir|netrc|request_method)$/i;

/** Has each test of a file begin without the variables that a session trusts; what a test sets is gone after it. */
export function withCleanEnvironment(): void {
  let saved: [string, string | undefined][] = [];
  beforeEach(() => {
    saved = take();
  });
  afterEach(() => {
    take();
    for (const [name, value] of saved) process.env[name] = value;
  });
}

function take(): [string, string | undefined][] {
  const found = Object.entries(process.env).filter(([name]) => TRUSTED.test(name));
  for (const [name] of found) delete process.env[name];
  return found;
}
