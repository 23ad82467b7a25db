import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerProcess, scratchFolder, startServer } from './process.ts';

/** nginx, with its files. */
export interface Nginx extends ServerProcess {
  readonly folder: string;
}

/** Where Debian has the modules of nginx. */
export const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so';

/**
 * Starts nginx.
 * @param http what stands within `http { … }`; `FOLDER` is its folder, in which `FOLDER/www` is there
 * @param port on which it is known to be up
 * @param main what stands before
 */
export async function startNginx(port: number, http: string, main = '', given?: string): Promise<Nginx> {
  const folder = given ?? scratchFolder('nginx');
  mkdirSync(join(folder, 'www'), { recursive: true });
  mkdirSync(join(folder, 'temp'), { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, 'temp', name)};`)
    .join(' ');
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    `${main}
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 512; }
http {
  access_log ${folder}/access.log;
  ${temporary}
  server_tokens off;
  default_type text/plain;
  ${http.replaceAll('FOLDER', folder)}
}
`,
  );
  const server = await startServer({
    command: 'nginx',
    arguments: ['-c', config, '-p', folder, '-e', 'stderr'],
    port,
  });
  return { ...server, folder };
}
