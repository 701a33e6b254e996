import { describe, expect, it } from 'vitest';
import { checkTree, MAX_LINES, type Tree } from './checkTree.ts';

/** A small tree that keeps every rule. */
const GOOD: Readonly<Record<string, string>> = {
  'src/main.tsx':
    "import { createRoot } from 'react-dom/client';\nimport { App } from './views/App.tsx';\nimport './views/base.css';\n",
  'src/views/App.tsx':
    "import { useStore } from 'zustand';\nimport { store } from '../session/appStore.ts';\nexport const App = () => store;\n",
  'src/session/appStore.ts':
    "import { connect } from '../worker/client.ts';\nimport type { Api } from '../worker/protocol.ts';\nexport const store = connect();\nexport type { Api };\n",
  'src/worker/client.ts':
    "import type { Api } from './protocol.ts';\nexport const connect = () => new Worker(new URL('./host/trainHost.ts', import.meta.url), { type: 'module' });\nexport type A = Api;\n",
  'src/worker/protocol.ts': "import type { Spec } from '../engine/spec.ts';\nexport interface Api { spec: Spec }\n",
  'src/worker/host/trainHost.ts':
    "import { start } from '../../backends/webgl.ts';\nimport type { Api } from '../protocol.ts';\nstart({} as Api);\n",
  'src/backends/webgl.ts':
    "import * as tf from '@tensorflow/tfjs-core';\nimport { H } from '../engine/spec.ts';\nexport const start = () => tf.ready(H);\n",
  'src/engine/spec.ts': 'export interface Spec { hidden: number }\nexport const H = 64;\n',
};

/** The good tree with some files changed or added; null takes one away. */
function tree(changes: Readonly<Record<string, string | null>> = {}): Tree {
  return new Map(
    Object.entries({ ...GOOD, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

describe('the architecture check', () => {
  it('finds nothing in a tree that keeps every rule', () => {
    expect(checkTree(tree())).toEqual([]);
  });

  it.each<[string, Record<string, string | null>, string[]]>([
    [
      'the engine importing anything',
      {
        'src/engine/spec.ts': "import { max } from '../limits/limits.ts';\nexport const H = max;\n",
        'src/limits/limits.ts': 'export const max = 1;\n',
      },
      ['src/engine/spec.ts: engine may not import limits (src/limits/limits.ts)'],
    ],
    [
      'the engine importing even a type',
      {
        'src/engine/tools.ts': "import type { Api } from '../worker/protocol.ts';\nexport type A = Api;\n",
        'src/worker/protocol.ts': 'export type Api = 1;\n',
      },
      ['src/engine/tools.ts: engine may not import worker/protocol (src/worker/protocol.ts)'],
    ],
    [
      'a package in the engine',
      { 'src/engine/sum.ts': "import { sum } from 'd3';\nexport const s = sum;\n" },
      ['src/engine/sum.ts: engine may not import the package d3'],
    ],
    [
      'React in the store',
      { 'src/session/hook.ts': "import { useState } from 'react';\nexport const hook = useState;\n" },
      ['src/session/hook.ts: session may not import the package react'],
    ],
    [
      'a view that imports a backend',
      {
        'src/views/Badge.tsx': "import type { B } from '../backends/backend.ts';\nexport const Badge = {} as B;\n",
        'src/backends/backend.ts': 'export type B = 1;\n',
      },
      ['src/views/Badge.tsx: views may not import backends (src/backends/backend.ts)'],
    ],
    [
      'a view that imports the worker',
      { 'src/views/Run.tsx': "import { connect } from '../worker/client.ts';\nexport const Run = connect;\n" },
      ['src/views/Run.tsx: views may not import worker/client (src/worker/client.ts)'],
    ],
    [
      'a view that starts a worker itself',
      {
        'src/views/Run.tsx':
          "export const Run = () => new Worker(new URL('../worker/host/trainHost.ts', import.meta.url));\n",
      },
      ["src/views/Run.tsx: only the worker's client, or a worker, starts a worker"],
    ],
    [
      'a value import where only types are allowed',
      {
        'src/session/name.ts': "import { type B, NAMES } from '../backends/backend.ts';\nexport const n: B = NAMES;\n",
        'src/backends/backend.ts': 'export type B = 1;\nexport const NAMES = 1;\n',
      },
      [
        'src/session/name.ts: session may use types of backends alone (write "import type"), but loads src/backends/backend.ts',
      ],
    ],
    [
      'a dynamic import across the wall',
      { 'src/session/late.ts': "export const late = () => import('../worker/host/trainHost.ts');\n" },
      ['src/session/late.ts: session may not import worker/host (src/worker/host/trainHost.ts)'],
    ],
    [
      'an ending that is left out',
      { 'src/views/App.tsx': "import { store } from '../session/appStore';\nexport const App = () => store;\n" },
      ['src/views/App.tsx: imports ../session/appStore, which is no file (the ending must be written)'],
    ],
    [
      'a cycle of two files',
      {
        'src/engine/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
        'src/engine/b.ts': "import { a } from './a.ts';\nexport const b = a;\n",
      },
      ['cycle: src/engine/a.ts → src/engine/b.ts → src/engine/a.ts'],
    ],
    [
      'a cycle of three files through types',
      {
        'src/draw/a.ts': "import type { B } from './b.ts';\nexport type A = B;\n",
        'src/draw/b.ts': "import type { C } from './c.ts';\nexport type B = C;\n",
        'src/draw/c.ts': "import type { A } from './a.ts';\nexport type C = A;\n",
      },
      ['cycle: src/draw/a.ts → src/draw/b.ts → src/draw/c.ts → src/draw/a.ts'],
    ],
    [
      'a file that imports itself',
      { 'src/draw/a.ts': "import { a } from './a.ts';\nexport const b = a;\n" },
      ['cycle: src/draw/a.ts → src/draw/a.ts'],
    ],
    [
      'a barrel',
      { 'src/engine/cells.ts': "export * from './spec.ts';\n" },
      ['src/engine/cells.ts: passes on all of ./spec.ts (no barrels)'],
    ],
    [
      'a barrel of names',
      { 'src/engine/cells.ts': "export {\n  H,\n  type Spec,\n} from './spec.ts';\n" },
      ['src/engine/cells.ts: passes on names of ./spec.ts (no barrels)'],
    ],
    [
      'a vague name',
      { 'src/engine/utils.ts': 'export const x = 1;\n' },
      ['src/engine/utils.ts: "utils" does not say what is in it'],
    ],
    [
      'a vague folder',
      { 'src/views/common/Box.tsx': 'export const Box = 1;\n' },
      ['src/views/common/Box.tsx: "common" does not say what is in it'],
    ],
    [
      'a component in lower case and a file in kebab case',
      { 'src/views/box.tsx': 'export const Box = 1;\n', 'src/draw/heat-map.ts': 'export const x = 1;\n' },
      ['src/views/box.tsx: components are PascalCase.tsx', 'src/draw/heat-map.ts: files are camelCase.ts'],
    ],
    [
      'a folder that no layer knows',
      { 'src/lib/tools.ts': 'export const x = 1;\n' },
      ['src/lib/tools.ts: no layer of the architecture holds this file'],
    ],
    [
      'a file of 401 lines',
      { 'src/engine/long.ts': 'export {};\n'.repeat(MAX_LINES + 1) },
      ['src/engine/long.ts: 401 lines, more than 400'],
    ],
    [
      'no page at all',
      { 'src/main.tsx': null },
      ['src/main.tsx: is missing, so that nothing says what the page loads'],
    ],
  ])('finds %s', (_, changes, faults) => {
    expect(checkTree(tree(changes))).toEqual(faults);
  });

  it('finds the way by which the page reaches tfjs, also through an import() and through a type marked one by one', () => {
    for (const line of [
      "import { start } from '../backends/webgl.ts';",
      "const b = import('../backends/webgl.ts');",
      "import { type S } from '../backends/webgl.ts';",
    ]) {
      const faults = checkTree(tree({ 'src/views/App.tsx': `${line}\nexport const App = 1;\n` }));
      expect(faults).toContain(
        'the page reaches @tensorflow/tfjs-core: src/main.tsx → src/views/App.tsx → src/backends/webgl.ts',
      );
    }
  });

  it('does not mind a type of a backend in the store, nor a worker', () => {
    const changes = {
      'src/session/badge.ts': "import type { B } from '../backends/webgl.ts';\nexport type Badge = B;\n",
      'src/session/appStore.ts':
        "import type { Badge } from './badge.ts';\nimport { connect } from '../worker/client.ts';\nexport const store: Badge = connect();\n",
    };
    expect(checkTree(tree(changes))).toEqual([]);
  });
});
