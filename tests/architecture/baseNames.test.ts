import { expect, it } from 'vitest';
import { baseNameFaults } from './baseNames.ts';

it('finds files of one name, whatever their ending and their capitals', () => {
  expect(baseNameFaults(['src/draw/lagChart.ts', 'src/views/LagChart.tsx', 'src/draw/bars.ts'])).toEqual([
    'one name for several files: src/draw/lagChart.ts, src/views/LagChart.tsx',
  ]);
});

it('allows one name for the same thing on different arithmetic, but not for a stranger beside them', () => {
  const paths = ['src/engine/cells/gru.ts', 'src/backends/wasm/assembly/cells/gru.ts'];
  expect(baseNameFaults(paths)).toEqual([]);
  expect(baseNameFaults([...paths, 'src/draw/gru.ts'])).toHaveLength(1);
  expect(baseNameFaults(['src/engine/random.ts', 'src/backends/wasm/random.ts'])).toHaveLength(1);
});
