import type { CellKind } from '../../../src/engine/spec.ts';
import type { Contender, Entrant, Suite, Workload } from './contract.ts';

const CELLS: readonly CellKind[] = ['lstm', 'gru', 'rnn'];

const W: Workload = { cell: 'lstm', V: 64, H: 128, B: 32, T: 64, optimizer: 'adam' };
/** As min-char-rnn has it. */
const W1: Workload = { cell: 'rnn', V: 64, H: 100, B: 1, T: 25, optimizer: 'adagrad' };
/** No arithmetic to speak of: only what a step costs in calls. */
const TINY: Workload = { cell: 'lstm', V: 8, H: 4, B: 4, T: 64, optimizer: 'adam' };

const OURS: readonly Contender[] = ['ours-webgl', 'ours-wasm', 'ours-cpu'];
const LAYERS: readonly Contender[] = ['layers-webgl', 'layers-wasm', 'layers-cpu'];

/** All that a library knows nothing of is left out: recurrent-js has no GRU, and both train one sequence at a time. */
function oneSequencePeers(cell: CellKind): readonly Contender[] {
  return cell === 'gru' ? ['brain.js'] : ['recurrent-js', 'brain.js'];
}

function entrants(contenders: readonly Contender[], workload: Workload): readonly Entrant[] {
  return contenders.map((contender) => {
    const isSingle = contender === 'recurrent-js' || contender === 'brain.js';
    return { label: contender, contender, workload: isSingle ? { ...workload, B: 1 } : workload };
  });
}

function describe({ cell, V, H, B, T, optimizer }: Workload): string {
  const optimizerName = optimizer === 'adam' ? 'Adam' : 'Adagrad';
  return `${cell.toUpperCase()}, V ${V}, H ${H}, B ${B}, T ${T}, ${optimizerName}`;
}

function trainingSuites(): Suite[] {
  const perCell = (
    name: string,
    base: Workload,
    sliceMilliseconds: number,
    contenders: (cell: CellKind) => readonly Contender[],
  ): Suite[] =>
    CELLS.map((cell) => {
      const workload = { ...base, cell };
      return {
        name: `${name}-${cell}`,
        title: `${name}: ${describe(workload)}`,
        entrants: entrants(contenders(cell), workload),
        sliceMilliseconds,
      };
    });
  return [
    ...perCell('W', W, 1000, (cell) => [...OURS, ...LAYERS, ...oneSequencePeers(cell), 'torch']),
    ...perCell('W2', { ...W, H: 256 }, 600, (cell) => [...OURS, ...LAYERS, ...oneSequencePeers(cell), 'torch']),
    {
      name: 'W1',
      title: `W1: ${describe(W1)}`,
      entrants: entrants([...OURS, ...LAYERS, ...oneSequencePeers('rnn'), 'torch', 'numpy'], W1),
      sliceMilliseconds: 400,
    },
    ...perCell('tiny', TINY, 600, () => ['ours-webgl', 'ours-wasm', 'layers-webgl', 'layers-wasm', 'layers-cpu']),
  ];
}

/** One size varies around W; the value at W itself is measured anew among the others. */
function scalingSuites(): Suite[] {
  const scales = { T: [16, 32, 64, 128], H: [32, 64, 128, 256], B: [4, 8, 32, 64] } as const;
  return (['T', 'H', 'B'] as const).map((size) => ({
    name: `scale-${size}`,
    title: `Scaling in ${size}: ${describe(W)} otherwise`,
    entrants: scales[size].flatMap((value) => {
      const workload = { ...W, [size]: value };
      return (['ours-webgl', 'ours-wasm', 'torch'] as const).map((contender) => {
        return { label: `${contender}, ${size} ${value}`, contender, workload };
      });
    }),
    sliceMilliseconds: 250,
  }));
}

const MODELS: Suite = {
  name: 'models',
  title: `Models at once on wasm, each in a worker of its own: ${describe(W)}`,
  entrants: [1, 2, 3, 4].map((models) => ({
    label: models === 1 ? '1 model' : `${models} models`,
    contender: 'ours-threads',
    workload: W,
    models,
  })),
  sliceMilliseconds: 1000,
};

function countingSuites(): Suite[] {
  return CELLS.map((cell) => ({
    name: `count-${cell}`,
    title: `Calls, memory, and JavaScript alone (draws stubbed): ${describe({ ...W, cell })}`,
    entrants: [
      ...(['ours-webgl', 'layers-webgl'] as const).map((contender) => {
        return { label: contender, contender, workload: { ...W, cell }, stubbed: true };
      }),
      ...entrants(['ours-wasm', 'layers-wasm'], { ...W, cell }),
    ],
    sliceMilliseconds: 250,
  }));
}

const TRACE: Suite = {
  name: 'trace',
  title: 'Reading a text with all channels and gradients kept, on wasm: V 64, H 128, one text',
  entrants: CELLS.flatMap((cell) =>
    (['ours-trace', 'ours-trace-anew'] as const).flatMap((contender) =>
      [1000, 1].map((T) => {
        const steps = T === 1 ? 'one step' : '1,000 steps';
        const isAnew = contender === 'ours-trace-anew';
        return {
          label: `${cell}, ${steps}${isAnew ? ', weights handed over' : ''}`,
          contender,
          workload: { ...W, cell, B: 1, T },
        };
      }),
    ),
  ),
  sliceMilliseconds: 200,
};

export const SUITES: readonly Suite[] = [...trainingSuites(), ...countingSuites(), TRACE, MODELS, ...scalingSuites()];

const QUICK: ReadonlySet<string> = new Set(['W-lstm', 'W1', 'tiny-lstm', 'count-lstm', 'trace', 'models']);

/**
 * The suites that a run measures.
 *
 * @param only names, or groups of names (the part before the hyphen); all if empty
 * @throws RangeError for a name that no suite has
 */
export function chooseSuites(only: readonly string[], quick: boolean): readonly Suite[] {
  const isCalled = ({ name }: Suite, wanted: string): boolean => name === wanted || name.split('-')[0] === wanted;
  const unknown = only.find((wanted) => !SUITES.some((suite) => isCalled(suite, wanted)));
  if (unknown !== undefined) {
    throw new RangeError(`no suite is called ${unknown}; there are ${SUITES.map(({ name }) => name).join(', ')}`);
  }
  if (only.length > 0) return SUITES.filter((suite) => only.some((wanted) => isCalled(suite, wanted)));
  return quick ? SUITES.filter(({ name }) => QUICK.has(name)) : SUITES;
}
