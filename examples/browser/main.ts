/** The page: a search, an upload in pieces, and a button that stops either. */
import {
  ConnectionError,
  HTTPError,
  RequestException,
  Session,
  Timeout,
} from 'beckon';

interface Tea {
  readonly name: string;
  readonly origin: string;
}

const session = new Session({ timeout: 10_000 });
const PIECE = 256 * 1024;

/** Beckon takes whole URLs only: which page asks is the page's own business. */
function here(path: string): URL {
  return new URL(path, location.href);
}

function find<T extends Element>(selector: string, within?: Element): T {
  const found = (within ?? document).querySelector<T>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}

/** What went wrong, in words for who sits before the page. */
function explain(error: unknown): string {
  if (error instanceof HTTPError) {
    return `The shop answered ${error.response?.statusCode}: ${error.response?.reason}. Please try again in a moment.`;
  }
  if (error instanceof Timeout) return 'The shop takes too long to answer.';
  if (error instanceof ConnectionError) {
    return 'The shop does not answer. Are you online?';
  }
  if (error instanceof RequestException) return error.message;
  return 'Something went wrong on this page.';
}

/** Runs what a form asks for, with a button that stops it; tells how it ended. */
function onSubmit(
  form: HTMLFormElement,
  work: (signal: AbortSignal, tell: (text: string) => void) => Promise<string>,
): void {
  const status = find('.status', form.closest('section') ?? form);
  const submit = find<HTMLButtonElement>('[type=submit]', form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const controller = new AbortController();
    const text = document.createElement('span');
    const stop = document.createElement('button');
    stop.type = 'button';
    stop.className = 'stop';
    stop.textContent = 'Stop';
    stop.addEventListener('click', () => controller.abort());
    status.replaceChildren(text, stop);
    submit.disabled = true;
    try {
      text.textContent = await work(controller.signal, (said) => {
        text.textContent = said;
      });
    } catch (error) {
      if (controller.signal.aborted) text.textContent = 'Stopped.';
      else {
        text.textContent = explain(error);
        text.setAttribute('role', 'alert');
      }
    } finally {
      stop.remove();
      submit.disabled = false;
    }
  });
}

const search = find<HTMLFormElement>('#search');
const query = find<HTMLInputElement>('#q');
onSubmit(search, async (signal, tell) => {
  const list = find('#teas');
  list.replaceChildren();
  tell('Searching …');
  const params = { q: query.value };
  const response = await session.get(here('/api/teas'), { params, signal });
  const teas = response.raiseForStatus().json<Tea[]>();
  for (const { name, origin } of teas) {
    const item = document.createElement('li');
    for (const text of [name, origin]) {
      const part = document.createElement('span');
      part.textContent = text;
      item.append(part);
    }
    list.append(item);
  }
  if (teas.length === 0) return 'No tea of that name.';
  return teas.length === 1 ? 'One tea.' : `${teas.length} teas.`;
});

for (const button of document.querySelectorAll<HTMLElement>('[data-try]')) {
  button.addEventListener('click', () => {
    query.value = button.dataset.try ?? '';
    search.requestSubmit();
  });
}

// A page can't watch one long upload: fetch tells nothing of what has gone out.
// In pieces it can, and a piece that failed could be sent again.
const upload = find<HTMLFormElement>('#upload');
onSubmit(upload, async (signal, tell) => {
  const file = find<HTMLInputElement>('#file').files?.[0];
  if (file === undefined) return 'Choose a file first.';
  const progress = find<HTMLProgressElement>('#progress');
  const url = here(`/api/uploads/${encodeURIComponent(file.name)}`);
  for (let from = 0; from < file.size; from += PIECE) {
    progress.value = from / file.size;
    tell(`${Math.round((100 * from) / file.size)} % sent`);
    const to = Math.min(from + PIECE, file.size);
    const headers = {
      'Content-Range': `bytes ${from}-${to - 1}/${file.size}`,
    };
    const data = file.slice(from, to);
    const sent = await session.put(url, { data, headers, signal });
    sent.raiseForStatus();
  }
  progress.value = 1;
  return `${file.name} is sent: ${file.size.toLocaleString('en')} bytes.`;
});
