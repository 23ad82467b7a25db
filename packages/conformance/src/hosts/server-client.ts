import type { Reply, WireEntry } from '../case.ts';

/** The scripted server as a runner sees it: in the same process, or through its control port. */
export interface ServerClient {
  readonly tokens: Readonly<Record<string, string>>;
  readonly caPath: string;
  script(replies: readonly Reply[]): Promise<void>;
  wire(): Promise<WireEntry[]>;
}

/** Drives a scripted server of another process through its control port; runs in every runtime. */
export async function connectServer(controlUrl: string): Promise<ServerClient> {
  // Kept, in case that a test replaces it.
  const { fetch } = globalThis;
  const ask = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(new URL(path, controlUrl), init);
    if (!response.ok) throw new Error(`the scripted server: ${await response.text()}`);
    return response.json();
  };
  const { tokens, caPath } = (await ask('/')) as { tokens: Record<string, string>; caPath: string };
  return {
    tokens,
    caPath,
    async script(replies): Promise<void> {
      await ask('/script', { method: 'POST', body: JSON.stringify(replies) });
    },
    wire: async (): Promise<WireEntry[]> => (await ask('/wire')) as WireEntry[],
  };
}
