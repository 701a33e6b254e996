import { grouped } from '../limits/messages.ts';
import { VERSION } from '../limits/version.ts';
import { changesOfSettings, settingsInForce } from '../state/inForce.ts';
import { lagTextOf } from '../state/lagReading.ts';
import type { AppState } from '../state/state.ts';
import type { TextState } from '../state/textState.ts';
import { aboutModel, aboutText, type Fact } from './aboutModel.ts';
import { selectedModel } from '../state/models.ts';
import { knownPicture, type PictureId, type PictureOf } from './pictures.ts';
import { shownModels, type ShownModel } from './shownModels.ts';

/** What a saved picture says about itself. */
export interface AboutPicture {
  /** The file's name without its extension. */
  readonly fileName: string;
  readonly title: string;
  /** Models, training steps and text. */
  readonly subtitle: string;
  /** Paragraphs under the picture: settings, changes, what was read, and the link. */
  readonly footer: readonly string[];
  /** Everything that is needed to repeat the picture, as JSON. */
  readonly metadata: string;
}

/** @param link the address of the page as it is shown */
export function aboutPicture(state: AppState, id: PictureId, link: string): AboutPicture {
  const { name, of } = knownPicture(id);
  const models = shownModels(state, of);
  const { text } = state;
  return {
    fileName: pictureFileName(id, models),
    title: name,
    subtitle: [describeSteps(models), text ? `“${text.name}”` : '', describeSelection(state, of)]
      .filter((part) => part !== '')
      .join(' · '),
    footer: [
      ...describeSettings(state, models),
      ...models.flatMap(({ id: model, name: called, mark }) => {
        const run = state.models[model]?.run;
        const changes = [...(run ? changesOfSettings(run, mark.step) : []), ...mark.changes];
        return changes.length > 0 ? [`${called}: ${changes.join('; ')}.`] : [];
      }),
      ...(text
        ? [
            of === 'reach' && lagTextOf(state) === 'heldOut'
              ? describeHeldOut(text)
              : describeText(state, of === 'training'),
          ]
        : []),
      `${link === '' ? '' : `${link} · `}Unrolled ${VERSION}`,
    ],
    metadata: JSON.stringify({
      picture: id,
      title: name,
      about: Object.fromEntries([...aboutText(state), ...aboutReading(state), ...aboutSelection(state)]),
      models: models.map((model) => Object.fromEntries(factsOf(state, model))),
      link,
    }),
  };
}

/** `unrolled-lstm-step40-maps`, or `unrolled-step40-lag` if the picture shows several models. */
export function pictureFileName(id: string, models: readonly ShownModel[]): string {
  const step = Math.max(0, ...models.map(({ mark }) => mark.step));
  return ['unrolled', ...(models.length === 1 ? [models[0]!.id] : []), `step${step}`, id].join('-');
}

export function factsOf(state: AppState, { id, spec, mark }: ShownModel): readonly Fact[] {
  return aboutModel(state, id, spec, mark);
}

/** Which part of the text the models read. */
export function aboutReading({ passage, traceWindow }: Pick<AppState, 'passage' | 'traceWindow'>): readonly Fact[] {
  const read: Fact[] = [
    ['first character read', traceWindow.from],
    ['characters read', traceWindow.to - traceWindow.from],
  ];
  switch (passage.kind) {
    case 'text':
      return read;
    case 'written':
      return [
        ['read', 'what a model wrote'],
        ['characters read', passage.tokens.length],
        ['of them given', passage.prime],
      ];
    case 'edited':
      return [...read, ['timestep of the changed character', passage.at]];
  }
}

/** What is selected: layer, unit, channel, timestep and label. */
export function aboutSelection({ ui }: Pick<AppState, 'ui'>): readonly Fact[] {
  const { layer, unit, channel, t } = ui.cursor;
  return [
    ['layer', layer + 1],
    ['unit', unit],
    ['channel', channel],
    ['timestep', t],
    ['label', ui.label ?? ''],
  ];
}

/** Pictures of one unit of the selected model. */
const OF_UNIT: ReadonlySet<PictureOf> = new Set(['selected', 'search', 'ablation', 'costs']);

function describeSelection(state: AppState, of: PictureOf): string {
  const { layer, unit, channel, t } = state.ui.cursor;
  if (of === 'training') return '';
  if (of === 'match' && state.match) {
    const { source, span } = state.match.sample;
    return `layer ${source.layer + 1}, ${source.channel}, selected t = ${grouped(span.from)} to ${grouped(span.to - 1)}`;
  }
  const position = `layer ${layer + 1}, t = ${grouped(t)}`;
  if (!OF_UNIT.has(of)) return position;
  const label = selectedModel(state).results.search?.findings?.found.find(({ id }) => id === state.ui.label);
  return `${position}, ${channel} of unit ${unit}${of === 'search' && label ? `, label “${label.name}”` : ''}`;
}

/** "RNN, GRU and LSTM, training step 1,300", or each with its step if they differ. */
function describeSteps(models: readonly ShownModel[]): string {
  const steps = new Set(models.map(({ mark }) => mark.step));
  if (steps.size > 1) return models.map(({ name, mark }) => `${name} at step ${grouped(mark.step)}`).join(', ');
  const [step] = steps;
  return step === undefined ? '' : `${models.map(({ name }) => name).join(', ')} · training step ${grouped(step)}`;
}

const OPTIMIZERS: Readonly<Record<string, string>> = {
  adam: 'Adam',
  rmsprop: 'RMSProp',
  adagrad: 'Adagrad',
  'adagrad-minchar': 'Adagrad of min-char-rnn',
  sgd: 'SGD',
};

/** The settings that the models have in common, and their sizes. */
function describeSettings(state: AppState, models: readonly ShownModel[]): readonly string[] {
  const [first] = models;
  const settings = first && settingsInForce(state, first.id, first.mark.step);
  if (!settings) return [];
  const sizes = new Set(models.map(({ spec }) => spec.hidden));
  const units =
    sizes.size === 1
      ? `${first.spec.hidden} hidden units`
      : `hidden units: ${models.map(({ name, spec }) => `${name} ${spec.hidden}`).join(', ')}`;
  const { layers, unroll, batch, seed, optimizer, learningRate, clipKind, clipMax, backend } = settings;
  return [
    [
      units,
      layers === 1 ? '1 layer' : `${layers} layers`,
      first.spec.embedding > 0 ? `embedding of ${first.spec.embedding}` : 'one-hot input',
      `unroll length ${unroll}`,
      `batch ${batch}`,
      `seed ${seed}`,
      OPTIMIZERS[optimizer] ?? optimizer,
      `learning rate ${learningRate}`,
      clipKind === 'none' ? 'no clipping' : `clipped by ${clipKind} at ${clipMax}`,
      `backend ${backend}`,
    ].join(' · '),
  ];
}

function describeHeldOut({ name, tokens, trainCount }: TextState): string {
  return `Text: “${name}”, ${grouped(tokens.length)} characters. Timestep 0 is its character ${grouped(trainCount)}, the first that is held out from training.`;
}

/** @param isAll whether the picture is about the whole text and not about the stretch that is read */
function describeText(state: AppState, isAll: boolean): string {
  const { text, passage, traceWindow } = state;
  if (!text) return '';
  const whole = `Text: “${text.name}”, ${grouped(text.tokens.length)} characters`;
  if (isAll) return `${whole}, of which the first ${grouped(text.trainCount)} are learned.`;
  if (passage.kind === 'written') return `${whole}. Read: what a model wrote, from its timestep 0.`;
  const { from, to } = traceWindow;
  const changed = passage.kind === 'edited' ? `, with the character at timestep ${grouped(passage.at)} changed` : '';
  return `${whole}. Timestep 0 is its character ${grouped(from)}; read up to ${grouped(Math.min(to, text.tokens.length) - 1)}${changed}.`;
}
