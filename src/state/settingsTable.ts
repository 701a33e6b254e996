/** The table of settings: their names in addresses and files, their words on the page, their defaults and values. */
import type { HeadBias, Initialisation, OptimizerKind, Reduction } from '../engine/stepSettings.ts';
import type { Nonlinearity, ResetForm } from '../engine/cells/channels.ts';
import { MAX_BATCH, MAX_EMBEDDING, MAX_HIDDEN, MAX_LAYERS, MAX_SEED, MAX_UNROLL } from '../limits/limits.ts';
import { choice, number } from './setting.ts';

export type BackendChoice = 'auto' | 'webgl' | 'wasm' | 'cpu';
export type ClipKind = 'none' | 'norm' | 'value';
export type InputKind = 'one-hot' | 'embedding';
/** What the models have in common: H, or nearly the number of parameters of an LSTM with H units. */
export type Sizing = 'hidden' | 'parameters';

/** The share of an average that is kept. At 1 it would never change; float32 can distinguish 0.999999 from 1. */
const SHARE = { min: 0, max: 0.999999, integer: false };

/**
 * Every setting, in the order of its fields on the page: its name in addresses and files, its words, its default, which values
 * it takes, and when a change takes effect. With these defaults an LSTM reaches 2.5 nats after about 140 steps on 20,000
 * characters of English.
 */
export const SETTINGS = {
  learningRate: number({
    name: 'lr',
    title: 'Learning rate',
    term: 'learning-rate',
    hint: 'Length of one training step',
    initial: 5e-3,
    // 0 leaves the weights unchanged. The upper end is far into divergence, which is worth seeing once.
    range: { min: 0, max: 1000, integer: false },
    step: 0.001,
    effect: 'step',
  }),
  clipKind: choice<ClipKind>({
    name: 'clip',
    title: 'Clip',
    term: 'clipping',
    hint: 'Limits gradients that are too large, outside the loss',
    options: [
      ['norm', 'by norm'],
      ['value', 'by value'],
      ['none', 'off'],
    ],
    effect: 'step',
  }),
  clipMax: number({
    name: 'clipmax',
    title: 'Clip value',
    noun: 'clip limit',
    term: 'clip-value',
    hint: 'Largest gradient that is applied unchanged',
    initial: 1,
    // A limit of 0 would silently stop all learning. No finite gradient is above 1e6.
    range: { min: 1e-6, max: 1e6, integer: false },
    step: 0.1,
    effect: 'step',
    where: { clipKind: ['norm', 'value'] },
    under: {
      clipKind: { norm: { title: 'Clip norm', noun: 'clip norm', term: 'clip-norm' }, value: { noun: 'clip value' } },
    },
  }),
  temperature: number({
    name: 'temp',
    title: 'Temperature',
    term: 'temperature',
    hint: 'Of the samples: below 1, likely characters become likelier',
    initial: 0.8,
    // Below 0.01, logits divided by the temperature overflow float32. Above 10 a sample is noise.
    range: { min: 0.01, max: 10, integer: false },
    step: 0.1,
    effect: 'step',
  }),
  hidden: number({
    name: 'hidden',
    title: 'Hidden units',
    term: 'hidden-units',
    hint: 'H, units per layer',
    initial: 64,
    range: { min: 1, max: MAX_HIDDEN, integer: true },
    step: 1,
    effect: 'reset',
  }),
  sizing: choice<Sizing>({
    name: 'sizing',
    title: 'Compare at',
    isSelfExplaining: true,
    term: 'models-have',
    hint: 'The same H for every cell, or the H whose number of parameters is nearest to that of an LSTM with the H above',
    options: [
      ['hidden', 'equal hidden size'],
      ['parameters', 'equal parameters'],
    ],
    isWordy: true,
    effect: 'reset',
  }),
  layers: number({
    name: 'layers',
    title: 'Layers',
    term: 'layer',
    hint: 'L, each reads the hidden state of the one below',
    initial: 1,
    range: { min: 1, max: MAX_LAYERS, integer: true },
    step: 1,
    effect: 'reset',
  }),
  unroll: number({
    name: 'unroll',
    title: 'Unroll length',
    term: 'unroll-length',
    hint: 'T, timesteps that one gradient reaches back',
    initial: 64,
    range: { min: 1, max: MAX_UNROLL, integer: true },
    step: 1,
    effect: 'reset',
  }),
  batch: number({
    name: 'batch',
    title: 'Batch size',
    term: 'batch',
    hint: 'B, positions of the text that are read side by side',
    initial: 32,
    range: { min: 1, max: MAX_BATCH, integer: true },
    step: 1,
    effect: 'reset',
  }),
  seed: number({
    name: 'seed',
    title: 'Seed',
    term: 'seed',
    hint: 'Same seed, same backend: same numbers',
    initial: 1,
    range: { min: 0, max: MAX_SEED, integer: true },
    step: 1,
    effect: 'reset',
  }),
  forgetBias: number({
    name: 'forget',
    title: 'Forget bias',
    term: 'forget-bias',
    hint: "What the LSTM's forget gate starts from",
    initial: 1,
    // σ(±20) differs from 0 and 1 by 2e-9. A gate that starts further out never changes.
    range: { min: -20, max: 20, integer: false },
    step: 0.5,
    effect: 'reset',
    cells: ['lstm'],
  }),
  optimizer: choice<OptimizerKind>({
    name: 'optimizer',
    title: 'Optimizer',
    term: 'optimizer',
    hint: "PyTorch's formulas; the second Adagrad is min-char-rnn's",
    options: [
      ['adam', 'Adam'],
      ['rmsprop', 'RMSProp'],
      ['adagrad', 'Adagrad'],
      ['adagrad-minchar', 'Adagrad, √(s+ε)'],
      ['sgd', 'SGD'],
    ],
    effect: 'reset',
  }),
  epsilon: number({
    name: 'epsilon',
    title: 'Epsilon',
    noun: 'ε',
    term: 'epsilon',
    hint: 'ε, added to the root of the running mean of the squared gradients',
    initial: 1e-8,
    // 0 divides by zero at a zero gradient. 1e-38 is the smallest normal float32.
    range: { min: 1e-30, max: 1, integer: false },
    step: 'tenfold',
    effect: 'reset',
    where: { optimizer: ['adam', 'rmsprop', 'adagrad', 'adagrad-minchar'] },
    under: {
      optimizer: {
        adagrad: { hint: 'ε, added to the root of the sum of the squared gradients' },
        'adagrad-minchar': { hint: 'ε, added to the sum of the squared gradients before the root is taken' },
      },
    },
  }),
  beta1: number({
    name: 'beta1',
    title: 'β₁',
    term: 'beta1',
    hint: 'Share of the old running mean of the gradients that each step keeps',
    initial: 0.9,
    range: SHARE,
    step: 0.01,
    effect: 'reset',
    where: { optimizer: ['adam'] },
  }),
  beta2: number({
    name: 'beta2',
    title: 'β₂',
    term: 'beta2',
    hint: 'Share of the old running mean of the squared gradients that each step keeps',
    initial: 0.999,
    range: SHARE,
    step: 0.001,
    effect: 'reset',
    where: { optimizer: ['adam', 'rmsprop'] },
    under: { optimizer: { rmsprop: { title: 'α', noun: 'α', term: 'alpha' } } },
  }),
  input: choice<InputKind>({
    name: 'input',
    title: 'Input',
    isSelfExplaining: true,
    term: 'input',
    hint: 'How a character enters the network',
    options: [
      ['one-hot', 'one-hot'],
      ['embedding', 'embedding'],
    ],
    effect: 'reset',
  }),
  embedding: number({
    name: 'embedding',
    title: 'Embedding width',
    term: 'embedding',
    hint: 'E, numbers that stand for a character',
    initial: 16,
    range: { min: 1, max: MAX_EMBEDDING, integer: true },
    step: 1,
    effect: 'reset',
    where: { input: ['embedding'] },
  }),
  initialisation: choice<Initialisation>({
    name: 'init',
    title: 'Initialisation',
    term: 'initialisation',
    hint: 'Weights before the first step: PyTorch, Keras, min-char-rnn',
    options: [
      ['uniform', '±1/√H'],
      ['glorot-orthogonal', 'Glorot'],
      ['gaussian', 'N(0, 0.01²)'],
    ],
    effect: 'reset',
  }),
  headBias: choice<HeadBias>({
    name: 'head',
    title: 'Head bias',
    term: 'head-bias',
    hint: 'Log of the character frequencies, or drawn as the other weights',
    options: [
      ['unigram', 'frequency'],
      ['plain', 'as weights'],
    ],
    effect: 'reset',
  }),
  reset: choice<ResetForm>({
    name: 'reset',
    title: 'GRU reset gate',
    noun: 'reset gate',
    term: 'reset-form',
    hint: 'Applied after the matrix product (PyTorch) or before it (the original paper)',
    options: [
      ['after', 'after W_hn'],
      ['before', 'before W_hn'],
    ],
    effect: 'reset',
    cells: ['gru'],
  }),
  nonlinearity: choice<Nonlinearity>({
    name: 'nonlin',
    title: 'RNN nonlinearity',
    noun: 'nonlinearity',
    isSelfExplaining: true,
    term: 'nonlinearity',
    hint: 'φ of the RNN',
    options: [
      ['tanh', 'tanh'],
      ['relu', 'ReLU'],
      ['sigmoid', 'σ'],
    ],
    effect: 'reset',
    cells: ['rnn'],
  }),
  reduction: choice<Reduction>({
    name: 'reduction',
    title: 'Reduction',
    term: 'reduction',
    hint: 'Whether the loss of a batch is the mean over its characters or their sum',
    options: [
      ['mean', 'mean'],
      ['sum', 'sum'],
    ],
    effect: 'elsewhere',
  }),
  backend: choice<BackendChoice>({
    name: 'backend',
    title: 'Backend',
    isSelfExplaining: true,
    term: 'backend',
    hint: 'auto takes the fastest one that passes its self-test',
    options: [
      ['auto', 'auto'],
      ['webgl', 'webgl'],
      ['wasm', 'wasm'],
      ['cpu', 'cpu'],
    ],
    effect: 'reset',
  }),
};
