/** The peers in Python: Debian's interpreter, with OpenBLAS before the BLAS that Debian's PyTorch links by default. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Entrant, Opened, PythonContender, Slice } from './contract.ts';
import type { Runner } from './rounds.ts';

/** Debian's own, whose packages python3-torch and python3-numpy are for this interpreter alone. */
const PYTHON = '/usr/bin/python3';

const PROGRAMS: Readonly<Record<PythonContender, string>> = { torch: 'torch_peer.py', numpy: 'numpy_peer.py' };

/** Folder of libopenblas0-pthread's libblas.so.3, such as /usr/lib/x86_64-linux-gnu/openblas-pthread; null without it. */
function openBlasFolder(): string | null {
  if (!existsSync('/usr/lib')) return null;
  const folders = readdirSync('/usr/lib').map((name) => join('/usr/lib', name, 'openblas-pthread'));
  return folders.find((folder) => existsSync(join(folder, 'libblas.so.3'))) ?? null;
}

function environment(): NodeJS.ProcessEnv {
  const path = [openBlasFolder(), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { ...process.env, LD_LIBRARY_PATH: path, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
}

/** Which peers this machine has: name and version; PyTorch only with OpenBLAS, without which it is ten times slower. */
export function findPython(): ReadonlyMap<PythonContender, string> {
  const found = new Map<PythonContender, string>();
  for (const [name, title] of [
    ['torch', 'PyTorch'],
    ['numpy', 'numpy'],
  ] as const) {
    if (!openBlasFolder() && name === 'torch') continue;
    const program = `import ${name}; print(${name}.__version__)`;
    const { status, stdout } = spawnSync(PYTHON, ['-c', program], { env: environment(), encoding: 'utf8' });
    if (status === 0) found.set(name, `${title} ${stdout.trim()}`);
  }
  return found;
}

/** Answers of a child process, one line of JSON for each line that it is sent. */
class Conversation {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #validationErrors = '';

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#validationErrors += text));
    // A peer that has died is noticed at its missing answer.
    child.stdin.on('error', () => undefined);
    child.on('error', () => undefined);
  }

  async answer<T>(): Promise<T> {
    const line = await this.#lines.next();
    if (line.done) {
      const last = this.#validationErrors.trim().split('\n').at(-1);
      throw new Error(`the Python process ended without an answer (${last ?? 'it said nothing'})`);
    }
    return JSON.parse(line.value) as T;
  }

  ask<T>(line: string): Promise<T> {
    this.#child.stdin.write(`${line}\n`);
    return this.answer<T>();
  }

  /** Its program ends when its input does. */
  end(): Promise<void> {
    if (this.#child.exitCode !== null) return Promise.resolve();
    const ended = new Promise<void>((done) => this.#child.once('close', () => done()));
    this.#child.stdin.end();
    return ended;
  }
}

/** @throws Error if this machine lacks the peer or it does not start */
export async function openPython(
  { contender, workload }: Entrant<PythonContender>,
  installed: ReadonlyMap<PythonContender, string>,
): Promise<Runner> {
  if (!installed.has(contender)) throw new Error(`${contender} (with OpenBLAS) is not installed for ${PYTHON}`);
  const program = join(import.meta.dirname, 'peers', PROGRAMS[contender]);
  const child = spawn(PYTHON, [program, JSON.stringify(workload)], { env: environment() });
  const conversation = new Conversation(child);
  const opened = await conversation.answer<Opened>();
  return {
    opened,
    slice: (milliseconds) => conversation.ask<Slice>(String(milliseconds)),
    counts: async () => null,
    close: () => conversation.end(),
  };
}
