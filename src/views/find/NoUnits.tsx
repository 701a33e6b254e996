import { levelOfStrongest, type SpanUnits } from '../../analysis/matching/spanUnits.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { ChannelRange } from '../../engine/spec.ts';
import { BOUNDED_LEVEL } from '../../limits/limits.ts';
import type { MatchRule, MatchSample } from '../../store/matchState.ts';
import { setShared, setThresholds } from './matchOptions.ts';
import { aroundWords, shareWords } from './matchWords.ts';

/** Units that a lowered threshold lets in. */
const WANTED = 5;

/** Why no unit was chosen, and what to do about it, one press away. */
export function NoUnits(props: {
  readonly sample: MatchSample;
  readonly range: ChannelRange;
  readonly rule: MatchRule;
  readonly units: SpanUnits;
}) {
  const { sample, range, rule, units } = props;
  const { anywhere, throughout } = units;
  if (throughout > 0) {
    return (
      <>
        {throughout === 1 ? 'One unit is' : `${formatCount(throughout)} units are`} on over {shareWords(rule.share)},
        but none of them is {aroundWords(rule)}.{' '}
        <button type="button" className="quiet" onClick={() => setShared({ before: 0, after: 0 })}>
          Ask nothing around it
        </button>
      </>
    );
  }
  const strongest = levelOfStrongest(sample.rows, range, rule.side, rule.share, WANTED);
  const level = Math.floor(100 * strongest) / 100;
  return (
    <>
      No unit is on over {shareWords(rule.share)}; {formatCount(anywhere)} are on somewhere in it. Lower the threshold,
      ask for less of the selection, or select a shorter stretch.{' '}
      {level >= BOUNDED_LEVEL.min ? (
        <button type="button" className="quiet" onClick={() => setThresholds(range, { on: level })}>
          Lower it to {formatFixed(level, 2)}
        </button>
      ) : null}
    </>
  );
}
