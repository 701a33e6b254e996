import { describe, expect, it } from 'vitest';
import { describeOpened, ModelIntake, textFor, type WholeModel } from '../../../src/session/modelIntake.ts';
import { SAMPLES } from '../../../src/samples/samples.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import type { OpenedModel } from '../../../src/formats/models/openedModel.ts';
import type { ModelToComplete } from '../../../src/state/givenFiles.ts';
import type { TextState } from '../../../src/state/textState.ts';

const SPEC: ModelSpec = {
  cell: 'rnn',
  vocab: 3,
  hidden: 2,
  layers: 1,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};
const MODEL: OpenedModel = {
  format: 'PyTorch state dict',
  spec: SPEC,
  params: new Float32Array(1),
  vocabulary: null,
  isNonlinearityOpen: true,
  trained: null,
  notes: ['A note.'],
};

function whole(vocabulary: readonly string[], typedText: string | null = null): WholeModel {
  return { ...MODEL, vocabulary, typedText };
}

function textState(text: string): TextState {
  const tokens = new Int32Array(text.length);
  return { name: 'now', source: { kind: 'paste' }, text, symbols: [], counts: [], tokens, trainCount: 1, notes: [] };
}

describe('what a file does not say', () => {
  it('is asked until the answer fits', async () => {
    const shown: (ModelToComplete | null)[] = [];
    const intake = new ModelIntake((model) => shown.push(model));
    const completed = intake.complete(MODEL);
    intake.choose({ form: 'text', typed: 'aaaa', nonlinearity: 'relu' });
    await Promise.resolve();
    intake.choose({ form: 'list', typed: 'cab', nonlinearity: 'relu' });
    expect(await completed).toMatchObject({
      vocabulary: ['c', 'a', 'b'],
      spec: { nonlinearity: 'relu' },
      typedText: null,
    });
    expect(shown.map((model) => model && model.fault?.message)).toEqual([
      undefined,
      "This cannot be the model's vocabulary: it has 1 different characters, and the model has 3 symbols.",
      null,
    ]);
  });

  it('is not asked of a file that says everything', async () => {
    const intake = new ModelIntake(() => {
      throw new Error('asked');
    });
    const said = { ...MODEL, vocabulary: ['a', 'b', 'c'], isNonlinearityOpen: false };
    expect(await intake.complete(said)).toMatchObject({ vocabulary: ['a', 'b', 'c'] });
  });

  it('leaves everything as it was where a person gives up', async () => {
    const intake = new ModelIntake(() => undefined);
    const completed = intake.complete(MODEL);
    intake.choose(null);
    expect(await completed).toBeNull();
  });
});

describe('the text that an opened model reads first', () => {
  it('is the one of which its vocabulary was made', () => {
    expect(textFor(whole(['a', 'b'], 'abab'), textState('aaaa')).raw).toBe('abab');
  });

  it('is the text of now if half of it is known', () => {
    expect(textFor(whole(['a', '\r', '\n']), textState('a\r\nxx'))).toMatchObject({ raw: 'a\nxx', name: 'now' });
  });

  it('is a sample that it knows, else', () => {
    const { id, build } = SAMPLES.find((one) => /[가-힣]/.test(one.build()))!;
    const found = textFor(whole([...new Set(build())]), textState('x'.repeat(9)));
    expect(found.source).toEqual({ kind: 'sample', id });
  });

  it('is its own characters, else', () => {
    expect(textFor(whole(['ꙮ', 'ꙭ']), textState('xxx')).raw).toBe('ꙮꙭ');
    expect(textFor(whole(['ꙮ']), null).raw).toBe('ꙮꙮ');
  });
});

it('says what was opened', () => {
  expect(describeOpened({ ...MODEL, trained: { settings: {}, step: 1200 } })).toBe(
    'Opened: PyTorch state dict, RNN of 1 layer with 2 units, for 3 characters, at step 1,200. A note.',
  );
});
