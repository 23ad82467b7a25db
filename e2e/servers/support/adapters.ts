import { HTTPAdapter } from '../../../packages/beckon/src/index.ts';

/** How an adapter's connections are made. */
export type PoolOptions = NonNullable<Parameters<HTTPAdapter['initPoolmanager']>[3]>;

/** Requests' way to say how connections are made: a subclass that overrides `initPoolmanager`. */
export class OwnAdapter extends HTTPAdapter {
  readonly own: PoolOptions;

  constructor(own: PoolOptions, init: ConstructorParameters<typeof HTTPAdapter>[0] = {}) {
    super(init);
    this.own = own;
  }

  override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
    super.initPoolmanager(connections, maxsize, block, { ...options, ...this.own });
  }
}

type Lookup = NonNullable<PoolOptions['lookup']>;

/** A DNS of one's own: every name is `address`, and those that were asked for are written down. */
export function fixedLookup(address: string): { lookup: Lookup; asked: string[] } {
  const asked: string[] = [];
  const lookup: Lookup = (hostname, _options, answer) => {
    asked.push(hostname);
    queueMicrotask(() => answer(null, address, address.includes(':') ? 6 : 4));
  };
  return { lookup, asked };
}
