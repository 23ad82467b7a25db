/** A progress bar in the terminal, for a download and for an upload. */
import { get, post } from 'beckon';
import { startServer } from './server.ts';

type Progress = { loaded: number; total?: number };

const WIDTH = 30;
const { stdout } = process;

/** `download |##########          |  33 %  2.0 MB` */
function bar(title: string, { loaded, total }: Progress): string {
  const amount = `${(loaded / 1e6).toFixed(1)} MB`;
  // a body that is sent in chunks doesn't say how long it is
  if (total === undefined) return `${title} ${amount}`;
  const part = total === 0 ? 1 : loaded / total;
  const filled = '#'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH);
  const percent = `${Math.floor(part * 100)} %`.padStart(5);
  return `${title} |${filled}| ${percent}  ${amount}`;
}

/** Draws over the line that was there; where it can't, it says nothing yet. */
function draw(title: string): (progress: Progress) => void {
  return (progress) => {
    if (stdout.isTTY) stdout.write(`\r${bar(title, progress)}`);
    else if (progress.loaded === progress.total) {
      stdout.write(bar(title, progress));
    }
  };
}

await using server = await startServer();

await get(`${server.url}/stream/20000000`, {
  onDownloadProgress: draw('download'),
});
stdout.write('\n');

const file = new Blob([new Uint8Array(20_000_000)]);
await post(`${server.url}/post`, {
  data: { title: 'holidays' },
  files: { film: ['holidays.mp4', file, 'video/mp4'] },
  onUploadProgress: draw('upload  '),
});
stdout.write('\n');
