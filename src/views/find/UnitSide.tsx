import type { ColourScale } from '../../draw/channelScale.ts';
import type { ChannelValues } from '../../draw/channelValues.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { Theme } from '../../draw/ramps.ts';
import { Contexts } from '../picture/Contexts.tsx';
import type { SelectedTrace } from '../picture/selectedTrace.ts';
import { Distribution } from './Distribution.tsx';
import { LookContexts } from './LookContexts.tsx';
import { LookCurve } from './LookCurve.tsx';
import { LookDistribution } from './LookDistribution.tsx';
import { LookTable } from './LookTable.tsx';
import { type Looked, useLook } from './useLook.ts';

/** What the traced text gives: the selection, the unit's values and their colours. */
export interface TracedUnit {
  readonly selected: SelectedTrace;
  readonly of: ChannelValues;
  /** [T] */
  readonly series: Float32Array;
  readonly scale: ColourScale;
}

/** Beside the text: one unit over all that was searched, once a label is chosen; before that, over the traced text. */
export function UnitSide({ traced, theme }: { readonly traced: TracedUnit | null; readonly theme: Theme }) {
  const looked = useLook();
  if (looked) return <Look looked={looked} traced={traced} theme={theme} />;
  if (!traced) return null;
  const { selected, series, scale } = traced;
  return (
    <>
      <Distribution series={series} unit={selected.unit} scale={scale} theme={theme} />
      <Contexts trace={selected.trace} series={series} signed={scale.signed} />
    </>
  );
}

function Look(props: { readonly looked: Looked; readonly traced: TracedUnit | null; readonly theme: Theme }) {
  const { looked, traced, theme } = props;
  const { finding, row, look, isStale, share } = looked;
  const { channel, unit } = row.place;
  const isReading = isStale || look === null;
  return (
    <div className="look" data-stale={isStale} aria-busy={isReading}>
      <LookDistribution
        finding={finding}
        look={look}
        isStale={isStale}
        status={
          !isReading
            ? `${channel}, unit ${unit}, step ${formatCount(looked.search.step)}`
            : share === null
              ? 'not read'
              : `reading the text, ${formatFixed(100 * share, 0)} %`
        }
        scale={traced?.scale ?? null}
        series={traced?.series ?? null}
        theme={theme}
      />
      <LookCurve row={row} look={look} />
      <LookContexts finding={finding} look={look} isRising={row.direction > 0} />
      {look ? <LookTable finding={finding} look={look} /> : null}
    </div>
  );
}
