/** Ports and listening. It needs no package, so that `npm start` can say that a port is taken before it installs any. */
import { Server } from 'node:http';
import { fail } from './prepare.mjs';

const DEFAULT_PORT = 4173;

/**
 * Listens on one loopback address.
 * @param {import('node:net').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port, also when 0 let the system choose
 */
function listenOn(server, port, host) {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      const address = server.address();
      done(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

/**
 * Listens on both loopback addresses, because "localhost" may mean either; a machine without IPv6 has one.
 * @param {() => import('node:net').Server} create
 * @param {number} port
 */
export async function listen(create, port) {
  const first = create();
  const chosen = await listenOn(first, port, '127.0.0.1');
  const servers = [first];
  const second = create();
  try {
    await listenOn(second, chosen, '::1');
    servers.push(second);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') {
      first.close();
      throw error;
    }
  }
  const close = () => {
    for (const server of servers) {
      server.close();
      // Browsers keep connections open for minutes.
      if (server instanceof Server) server.closeAllConnections();
    }
  };
  return { port: chosen, close };
}

/** @param {unknown} error */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The port that PORT asks for; ends the process with a sentence when it is no port. */
export function wantedPort() {
  const text = process.env.PORT ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    fail(`PORT is "${text}", which is no port: give a number from 1 to 65535.`);
  return port;
}

/** @param {number} port */
export function portTaken(port) {
  return `Port ${port} is taken by another program: choose another one with PORT=${port === 65_535 ? 4173 : port + 1} npm start.`;
}
