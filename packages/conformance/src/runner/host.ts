import type { Reply, WireEntry } from '../case.ts';

/** What the runner needs of the world outside. There is one for each kind of place that runs cases; the runner itself imports no runtime. */
export interface Host {
  /** `node`, `deno`, `bun`, `browser`, `workerd`: what `skip` of a case and the list of documented differences name. */
  readonly runtime: string;
  /** What the tokens `{a}`, `{dead}` of a case stand for. */
  readonly tokens: Readonly<Record<string, string>>;
  /** What `$ca` stands for: the path of the server's CA. */
  readonly caPath: string;
  /** Hands the replies of a case to the scripted server. */
  script(replies: readonly Reply[]): Promise<void>;
  /** The requests that came in since. */
  wire(): Promise<WireEntry[]>;
  /** Makes these the only variables of the environment that Requests heeds. */
  setEnvironment(variables: Readonly<Record<string, string>>): void;
  /** Writes a netrc file for one case and gives its path. */
  writeNetrc(text: string): Promise<string>;
  /** What was thrown where nobody waits for it since the last look: a fault of the case at hand. */
  takeStrays(): readonly string[];
  /** The usual reason phrase of a status, where the platform's fetch shows that in place of the server's own. */
  usualReason?(status: number): string;
}
