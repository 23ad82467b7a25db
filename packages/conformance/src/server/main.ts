// Runs the scripted server by itself: prints one line of JSON with the URL of its control port, and ends with its standard input.
import process from 'node:process';
import { openControlPort } from './control-port.ts';
import { ScriptedServer } from './scripted-server.ts';

const scripted = await ScriptedServer.start();
const control = await openControlPort(scripted);
process.stdout.write(`${JSON.stringify({ control: control.url })}\n`);
process.stdin.resume();
process.stdin.once('end', stop);
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

async function stop(): Promise<void> {
  await control.close();
  await scripted.stop();
  process.exit();
}
