import { lengthOf } from '../../../src/engine/range.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binned, spreadOver } from '../../../src/draw/bins.ts';
import { envelopePath } from '../../../src/draw/envelope.ts';
import { scoreAxis } from '../../../src/draw/scoreLines.ts';
import { gradientScale } from '../../../src/draw/gradientScale.ts';
import { heatmapPixels, heatmapSize } from '../../../src/draw/heatmapPixels.ts';
import { bars, memoryScale, lagBand, lagLine, lagTicks, lagX } from '../../../src/draw/lagPaths.ts';
import { normScale } from '../../../src/draw/normScale.ts';
import { lossArea } from '../../../src/draw/lossTrack.ts';
import { mapHeight, stackHeights } from '../../../src/draw/mapLayout.ts';
import { modelRows } from '../../../src/draw/modelRows.ts';
import {
  LEAST_PLOT_HEIGHT,
  LEAST_PLOT_WIDTH,
  lineAxis,
  mapColumn,
  mapRoom,
  normsHeight,
  pictureWidth,
  plotHeight,
  plotWidth,
  squareSide,
} from '../../../src/draw/pictureSizes.ts';
import { layOut } from '../../../src/draw/plane.ts';
import { shareScale } from '../../../src/draw/shareChart.ts';
import { spanColumns } from '../../../src/draw/spanColumns.ts';
import { spreadLabels } from '../../../src/draw/spreadLabels.ts';
import { stepsPerColumn } from '../../../src/draw/timeColumns.ts';
import { trianglePixels } from '../../../src/draw/trianglePixels.ts';
import { rowHeightOf, stepAxis, waterfallPixels } from '../../../src/draw/waterfall.ts';
import { wrapText } from '../../../src/draw/wrapText.ts';
import {
  axisRoom,
  clampedStart,
  columnsIn,
  NARROW,
  snappedWidth,
  stepsInView,
  widthLimits,
  zoomedWidth,
  type Zoom,
} from '../../../src/views/chart/timeZoom.ts';
import { COPIES, firstCopy, fittingCopies, unrolledLayout } from '../../../src/views/watch/unrolledLayout.ts';

/** A page, a short text, and the stretch of it that is in view. */
const pages = fc
  .record({
    pageWidth: fc.integer({ min: 280, max: 2600 }),
    height: fc.integer({ min: 0, max: 1600 }),
    T: fc.integer({ min: 1, max: 30 }),
    natural: fc.integer({ min: 9, max: 24 }),
    zoom: fc.oneof(fc.constantFrom<Zoom>('natural', 'whole'), fc.double({ min: 0.01, max: 300, noNaN: true })),
    position: fc.double({ min: 0, max: 1, noNaN: true }),
    models: fc.integer({ min: 1, max: 6 }),
    hidden: fc.integer({ min: 1, max: 64 }),
    value: fc.double({ noNaN: false }),
  })
  .map((page) => {
    const room = axisRoom(page.pageWidth);
    const columnWidth = zoomedWidth(page.zoom, page.T, room, page.natural);
    const start = clampedStart(Math.floor(page.position * page.T), page.T, room, columnWidth);
    const range = stepsInView(start, page.T, room, columnWidth);
    return {
      ...page,
      room,
      columnWidth,
      range,
      shared: lengthOf(range) * Math.max(1, columnWidth),
      narrow: page.pageWidth < NARROW,
    };
  });

const sound = (path: string): void => expect(path).not.toMatch(/NaN|Infinity|undefined/);
const isSize = (size: number, least: number): void => {
  expect(Number.isFinite(size)).toBe(true);
  expect(size).toBeGreaterThanOrEqual(least);
};

describe('every picture has a smallest size, on every page and with every short text', () => {
  test('the time axis: columns, zoom and window', () => {
    fc.assert(
      fc.property(pages, ({ T, room, columnWidth, range, natural, shared }) => {
        isSize(room, 72);
        isSize(columnWidth, Number.MIN_VALUE);
        isSize(shared, 1);
        expect(lengthOf(range)).toBeGreaterThanOrEqual(1);
        expect(range.to).toBeLessThanOrEqual(T);
        expect(columnsIn(room, columnWidth)).toBeGreaterThanOrEqual(1);
        const limits = widthLimits(T, room, natural);
        isSize(snappedWidth(0, limits), Number.MIN_VALUE);
        isSize(snappedWidth(1e9, limits), 1);
      }),
    );
  });

  test('lines over time, the text in view or the whole trace, with a gutter and without', () => {
    fc.assert(
      fc.property(pages, fc.boolean(), ({ T, range, shared, room, narrow, value, height }, whole) => {
        const axis = lineAxis({ range, shared, room, sides: narrow ? 100 : null, steps: whole ? T : null });
        isSize(axis.width, LEAST_PLOT_WIDTH);
        isSize(axis.columnWidth, Number.MIN_VALUE);
        expect(lengthOf(axis.range) * axis.columnWidth).toBeCloseTo(axis.width, 6);
        const values = Array.from({ length: T }, (_, t) => (t % 3 === 1 ? value : t));
        const scale = normScale(values, 6, height, 5);
        sound(envelopePath((k) => values[axis.range.from + k]!, lengthOf(axis.range), axis.width, scale.y));
        const n = stepsPerColumn(axis.columnWidth);
        const means = binned((t) => values[t]!, axis.range, n, 'mean');
        sound(envelopePath((k) => means[k]!, means.length, axis.width, scale.y));
        if (axis.view) isSize(axis.view.width, 0);
      }),
    );
  });

  test('heatmaps on the time axis, and the heights of stacks of them', () => {
    fc.assert(
      fc.property(pages, ({ T, range, columnWidth, hidden, value, height, models, narrow }) => {
        const free = height - 158 - 72 - 4 * models;
        const map = mapHeight(hidden, mapRoom(free, models, narrow), 4);
        isSize(map.height, 1);
        isSize(normsHeight(free, models * map.height, narrow), 132);
        for (const { height: h, unitsPerRow } of Object.values(stackHeights(models, hidden, height))) {
          isSize(h, 1);
          expect(unitsPerRow).toBeGreaterThanOrEqual(1);
        }
        const request = {
          of: { values: new Float32Array(T * hidden).fill(value), hidden, steps: T, from: 0 },
          order: Array.from({ length: hidden }, (_, k) => k),
          view: range,
          stepsPerColumn: stepsPerColumn(columnWidth),
          unitsPerRow: map.unitsPerRow,
          scale: gradientScale(1),
          theme: 'light' as const,
        };
        const size = heatmapSize(request);
        expect(size.columns).toBeGreaterThanOrEqual(1);
        expect(size.rows).toBeGreaterThanOrEqual(1);
        expect(heatmapPixels(request).data).toHaveLength(4 * size.columns * size.rows);
      }),
    );
  });

  test('plots beside their axes, and columns of them', () => {
    fc.assert(
      fc.property(pages, fc.integer({ min: 0, max: 260 }), ({ pageWidth, height, models, T, value }, around) => {
        const width = plotWidth(pageWidth - 600, around);
        const tall = plotHeight(height - 500, around);
        isSize(width, LEAST_PLOT_WIDTH);
        isSize(tall, LEAST_PLOT_HEIGHT);
        isSize(pictureWidth(pageWidth - 600, 160), 160);
        const each = modelRows(models, pageWidth - 32, 32, 260).width;
        isSize(plotWidth(each, 50), LEAST_PLOT_WIDTH);
        // One value per lag, T of them, among them one that may be anything.
        const values = Array.from({ length: T }, (_, k) => (k === 1 ? value : 0.5 ** k));
        const x = lagX(T - 1, width);
        const { y, exponents } = normScale(values, 0, tall, Math.max(3, Math.floor(tall / 26)));
        sound(lagLine(values, x, y));
        sound(lagBand(values, values, x, y));
        for (const exponent of exponents) isSize(y(10 ** exponent), 0);
        for (const k of lagTicks(T - 1, Math.floor(width / 60))) isSize(x(k), 0);
        const { up, down } = bars(values, width / 64, (v) => tall - v * tall);
        sound(up + down);
        for (const position of spreadLabels(
          Array.from({ length: models }, () => tall),
          15,
          4,
          tall,
        )) {
          expect(Number.isFinite(position)).toBe(true);
        }
        isSize(memoryScale(T, tall).y(0.5), 0);
        const shares = shareScale(T, width, tall);
        isSize(shares.x(T), 0);
        isSize(shares.y(0.5), 0);
        const steps = Array.from({ length: T }, (_, k) => k);
        const axis = stepAxis([{ steps, values }], width, tall);
        sound(axis.path({ steps, values }));
        const scores = scoreAxis(T, 0.5, [0.7], width, tall);
        sound(
          scores.path(
            steps,
            steps.map(() => 0.7),
          ),
        );
        for (const tick of [...axis.xTicks, ...scores.xTicks]) isSize(axis.x(tick), 0);
      }),
    );
  });

  test('the triangle and the waterfall', () => {
    fc.assert(
      fc.property(pages, ({ pageWidth, height, narrow, T, range, models, value }) => {
        const columns = lengthOf(range);
        const each = modelRows(models, narrow ? pageWidth - 32 : pageWidth - 48, 24, 240).width - 44;
        const side = squareSide(narrow ? each : Math.min(each, height - 124), columns);
        isSize(side, 1);
        // Whole pixels per row leave less than a row of the least side empty.
        expect(side).toBeGreaterThan(64 - columns);
        const norms = new Float64Array(T * (T + 1)).fill(value);
        const of = { values: norms, losses: { from: 0, to: T }, lags: T };
        const request = {
          of,
          view: range,
          scale: gradientScale(1),
          theme: 'dark' as const,
        };
        expect(trianglePixels(request).data).toHaveLength(4 * columns * columns);
        const cell = mapColumn(modelRows(models, pageWidth - 48, 24, 240).width - 44, T + 1);
        isSize(cell * (T + 1), 54);
        isSize(rowHeightOf(T, height - 248), 1);
        const rows = [norms.subarray(0, T + 1), null];
        expect(waterfallPixels({ rows, lags: T, scale: gradientScale(1), theme: 'light' }).data).toHaveLength(
          8 * (T + 1),
        );
      }),
    );
  });

  test('the unrolled network: at least one copy, inside the text, each with a box', () => {
    fc.assert(
      fc.property(pages, fc.integer({ min: 0, max: 29 }), ({ pageWidth, height, narrow, T, models }, at) => {
        const width = narrow ? pageWidth - 32 : pageWidth - 48 - 416;
        const fitting = fittingCopies(width, narrow);
        for (const chosen of COPIES) {
          const count = Math.min(T, Math.max(...fitting.filter((copies) => copies <= chosen), fitting[0]!));
          const start = firstCopy(T, Math.min(T - 1, at), count, 0);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + count).toBeLessThanOrEqual(T);
          const layers = Math.min(4, models);
          const layout = unrolledLayout({
            width,
            room: height - 60,
            narrow,
            copies: count,
            layers,
            layer: 0,
            cell: 'lstm',
          });
          isSize(layout.boxWidth, 20);
          isSize(layout.height, 100);
        }
      }),
    );
  });

  test('the scrubber, the plane of states, wrapped text, and a selection with what stands beside it', () => {
    fc.assert(
      fc.property(pages, fc.nat(30), fc.nat(30), ({ pageWidth, T, value, narrow }, before, after) => {
        const loss = new Float32Array(Math.max(0, T - 1)).fill(value);
        sound(lossArea(loss, T, pageWidth - 200, 20, 8));
        expect(spreadOver((t) => loss[t]!, T, pageWidth - 200, 'largest')).toHaveLength(pageWidth - 200);
        const width = plotWidth(narrow ? pageWidth - 32 : 384, 40);
        const points = Float32Array.from({ length: 3 * T }, (_, k) => (k === 4 ? value : Math.sin(k)));
        const plane = layOut({ points, stride: 3, across: 0, up: 1, width, height: 300, margin: [12, 12] });
        for (const tick of [...plane.ticksX.map(plane.positionX), ...plane.ticksY.map(plane.positionY)]) {
          expect(Number.isFinite(tick)).toBe(true);
        }
        const lines = wrapText(T, () => 'a', pageWidth / 9);
        expect(lines.at(-1)!.to).toBe(T);
        const rows = { values: new Float32Array(before + T + after), hidden: 1, before, length: T, after };
        expect(spanColumns(rows, 0, 6, 84)).toHaveLength(84);
      }),
    );
  });
});

test('no view that measures its place does its own arithmetic with it', () => {
  const root = join(import.meta.dirname, '../../../src/views');
  /** They take all that there is, or have a layout of their own that is tested above. */
  const others = [
    'Scrubber.tsx',
    'UnitText.tsx',
    'Maps.tsx',
    'WaitingMaps.tsx',
    'Unrolled.tsx',
    'LagChart.tsx',
    'MemoryPage.tsx',
    'GradientNormChart.tsx',
    'useElementSize.ts',
    'useKeptHeight.ts',
  ];
  const own = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => {
    if (!/\.tsx?$/.test(file) || others.some((name) => file.endsWith(name))) return false;
    const source = readFileSync(join(root, file), 'utf8');
    return source.includes('useElementSize(') && !source.includes('pictureSizes.ts');
  });
  expect(own).toEqual([]);
});
