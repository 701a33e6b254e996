import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportCurves } from '../../../../src/draw/reportCurves.ts';
import { INKS } from '../../../../src/draw/inks.ts';
import type { Theme } from '../../../../src/draw/ramps.ts';
import { reportFacts } from '../../../../src/exports/reportFacts.ts';
import { withExperiment } from '../../../../src/state/experiment.ts';
import { initialState } from '../../../../src/state/initialState.ts';
import type { AppState } from '../../../../src/state/state.ts';
import { reportHtml } from '../../../../src/views/report/reportHtml.ts';
import { madeExperiment } from '../../state/madeExperiment.ts';

const HOSTILE = '</style><script>alert("1")</script><img src=//x onerror=alert(1)>&';

function stateOf(name: string): AppState {
  const experiment = madeExperiment(30);
  const { text, pins } = experiment;
  const named = { ...experiment, text: { ...text, name }, pins: [{ ...pins[0]!, title: name, caption: name }] };
  const state = initialState({});
  return { ...state, ...withExperiment(state, named) };
}

function report(name: string, theme: Theme = 'light'): string {
  const state = stateOf(name);
  const facts = reportFacts(state)!;
  const { loss, heldOut } = state.models['lstm']!.run!;
  const curve = { name, colour: '#123456', dashes: '', training: loss, measured: heldOut };
  return reportHtml({
    facts,
    title: name,
    madeBy: 'Unrolled',
    link: 'https://example.org/#v=1&hidden=3',
    curves: [reportCurves('Loss', [curve], theme)!],
    pins: state.pins,
    theme,
  });
}

const coloursOf = (theme: Theme): readonly string[] => Object.values<string>({ ...INKS[theme] });

describe('a report', () => {
  it('says what was trained, on what, how, and how to repeat it', () => {
    const html = report('a text');
    for (const part of [
      /<h1>a text<\/h1>/,
      /<th scope="row">LSTM<\/th><td>3<\/td><td>1<\/td><td>124<\/td><td>30<\/td>/,
      /<th scope="row">Learning rate<\/th><td>0\.0123456789<\/td>/,
      // The title that the field has under clipping by norm.
      /<th scope="row">Clip norm<\/th><td>1<\/td>/,
      /<th scope="row">learned<\/th><td>the first 36<\/td>/,
      /href="https:\/\/example\.org\/#v=1&amp;hidden=3"/,
      /press Train: training stops by itself at step 30\. The seed is 1\./,
      /<figcaption>a text<\/figcaption>/,
      // Wider than a phone, so that it scrolls in its own box.
      /<figure><div class="scrolls"><img /,
      /max-width: max\(100%, 720px\)/,
      /<img src="data:image\/svg\+xml;base64,PHN2Zy8\+" width="40" height="30" alt="a text"\/>/,
    ]) {
      expect(html).toMatch(part);
    }
  });

  it.each(['light', 'dark'] as const)(
    'is one document on %s paper: nothing of its own has the other theme',
    (theme) => {
      const html = report('a text', theme);
      const own = new Set(coloursOf(theme));
      const others = coloursOf(theme === 'light' ? 'dark' : 'light').filter((colour) => !own.has(colour));
      expect(html).toContain(`background: ${INKS[theme].paper}`);
      expect(others.filter((colour) => html.includes(colour))).toEqual([]);
    },
  );

  it('runs nothing and asks for nothing, whatever names and captions say', () => {
    const html = report(HOSTILE);
    expect(html).not.toMatch(/<script|onerror=alert\(1\)>(?!&)|<img src=\/\//);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html).toContain("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"");
    // Whatever is loaded is in the file.
    expect([...html.matchAll(/\bsrc="([^"]{0,5})/g)].map(([, start]) => start)).toEqual(['data:']);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it('gives lines with the settings of the first step, and says that later ones are not in them', () => {
    const state = stateOf('a text');
    const { lstm } = state.models;
    const optimizer = { kind: 'adam', epsilon: 1e-8, beta1: 0.9, beta2: 0.999 } as const;
    const first = { learningRate: 0.005, clip: { kind: 'norm', max: 1 }, optimizer, reduction: 'mean' } as const;
    const later = { ...first, learningRate: 0.25, clip: { kind: 'none' } } as const;
    const trained = [
      { from: 1, settings: first, backend: 'wasm' },
      { from: 20, settings: later, backend: 'wasm' },
    ] as const;
    const changed: AppState = {
      ...state,
      settings: { ...state.settings, learningRate: 0.25, clipKind: 'none' },
      models: { ...state.models, lstm: { ...lstm!, run: { ...lstm!.run!, trained } } },
    };
    const { commands, repeat, settings } = reportFacts(changed)!;
    const line = commands.find((command) => command.includes('--cell lstm'))!;
    expect(line).toContain('--learning-rate 0.005 ');
    expect(line).toContain('--clip-kind norm ');
    expect(repeat.at(-1)).toContain('what was changed on the way is in the link alone');
    expect(settings.find(({ name }) => name === 'LSTM, changed on the way')!.cells[0]).toContain(
      'learning rate 0.25, clip off from step 20',
    );
  });

  it('gives lines for a terminal whose options the script has', () => {
    const { commands } = reportFacts(stateOf('a text'))!;
    expect(commands.map((line) => / --cell (\w+) --hidden 3 /.exec(line)?.[1])).toEqual(['rnn', 'gru', 'lstm']);
    const script = readFileSync('scripts/elsewhere/train_elsewhere.py', 'utf8');
    const from = script.indexOf('SETTINGS = {');
    const table = script.slice(from, script.indexOf('}', from));
    const names = new Set([...table.matchAll(/"(\w+)":/g)].map(([, name]) => name));
    for (const [, option] of commands.join(' ').matchAll(/ --([\w-]+)/g)) {
      const name = option!.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      expect(names.has(name) || script.includes(`"--${option}"`), option).toBe(true);
    }
  });
});
