import { useAppStore } from '../StoreContext.tsx';
import { levelOfStrongest, type SpanUnits } from '../../analysis/matching/spanUnits.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { ChannelRange } from '../../engine/spec.ts';
import { BOUNDED_LEVEL } from '../../limits/limits.ts';
import type { MatchRule, MatchSample } from '../../state/matchState.ts';
import { thresholds } from './matchRule.ts';
import { describeAround, formatShare } from './describeMatch.ts';
import { Button } from '../ui/Button.tsx';

/** Number of units that are on with the threshold that is offered. */
const WANTED = 5;

/** Says why no unit was chosen, and offers a change that helps. */
export function NoUnits(props: {
  readonly sample: MatchSample;
  readonly range: ChannelRange;
  readonly rule: MatchRule;
  readonly units: SpanUnits;
}) {
  const { sample, range, rule, units } = props;
  const store = useAppStore();
  const { anywhere, throughout } = units;
  if (throughout > 0) {
    return (
      <>
        {throughout === 1 ? 'One unit is' : `${formatCount(throughout)} units are`} on over {formatShare(rule.share)},
        but none of them is {describeAround(rule)}.{' '}
        <Button kind="text" onClick={() => store.getState().setUi({ matchBefore: 0, matchAfter: 0 })}>
          Ignore the characters around it
        </Button>
      </>
    );
  }
  const strongest = levelOfStrongest(sample.rows, range, rule.side, rule.share, WANTED);
  const level = Math.floor(100 * strongest) / 100;
  return (
    <>
      No unit is on over {formatShare(rule.share)}; {formatCount(anywhere)} are on somewhere in it. Lower the threshold,
      ask for less of the selection, or select a shorter stretch.{' '}
      {level >= BOUNDED_LEVEL.min ? (
        <Button
          kind="text"
          onClick={() => {
            const { ui, setUi } = store.getState();
            setUi(thresholds(ui, range, { on: level }));
          }}
        >
          Lower it to {formatFixed(level, 2)}
        </Button>
      ) : null}
    </>
  );
}
