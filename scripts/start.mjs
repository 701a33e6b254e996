/** `npm start`: installs what is missing, builds the page and serves it. */
import { createServer } from 'node:net';
import { codeOf, listen, portTaken, wantedPort } from './listen.mjs';
import { fail, prepare } from './prepare.mjs';
import { runScript } from './run.mjs';

const port = wantedPort();
// Before the building, so that a taken port is known at once.
try {
  const probe = await listen(() => createServer(), port);
  probe.close();
} catch (error) {
  if (codeOf(error) === 'EADDRINUSE') fail(portTaken(port));
  throw error;
}
prepare();

console.log('Building the page …');
if ((await runScript('build')).code !== 0) fail('The page could not be built: see the messages above.');
// It stands on a package that may have been missing until now.
const { serve } = await import('./serve.mjs');
await serve(port);
