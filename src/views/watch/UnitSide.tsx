import { useMemo } from 'react';
import { unitSeries } from '../../analysis/unitOverTime.ts';
import { channelName, channelValues, overText } from '../../draw/channelValues.ts';
import { channelRange } from '../../engine/spec.ts';
import { Contexts } from '../chart/Contexts.tsx';
import { shownRange } from '../chart/shownRange.ts';
import { CharacterReaction } from './CharacterReaction.tsx';
import type { TracePanelProps } from './sidePanel.ts';
import { UnitLinkButton } from './UnitLinkButton.tsx';
import { UnitPushes } from './UnitPushes.tsx';
import { UnitSummary } from './UnitSummary.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './UnitSide.module.css';

/** One unit over the whole trace: its statistics, its outgoing weights, its reactions to characters, and its strongest contexts. */
export function UnitSide({ selected }: TracePanelProps) {
  const { model, trace, params, layer, channel, unit } = selected;
  const of = useMemo(() => channelValues(trace, channel, layer), [trace, channel, layer]);
  const series = useMemo(() => overText(of, unitSeries(of.values, of.hidden, unit)), [of, unit]);
  const range = shownRange(trace.spec, channel);
  return (
    <div className={styles.unitSide}>
      <UnitSummary trace={trace} layer={layer} unit={unit} model={model.name} />
      <UnitPushes spec={trace.spec} params={params} layer={layer} unit={unit} />
      <CharacterReaction trace={trace} params={params} layer={layer} channel={channel} unit={unit} />
      <div className={styles.unitContexts} {...pictureMark('contexts')}>
        <PictureTitle of="contexts">
          Where <span className={pictureStyles.pictureMono}>{channel}</span> is <Term id="contexts">strongest</Term>{' '}
          <span className={pictureStyles.pictureNote}>
            <Term id={channel}>{channelName(channel)}</Term>
          </span>
        </PictureTitle>
        <Contexts
          trace={trace}
          series={series}
          signed={channelRange(trace.spec, channel) !== 'gate' && range !== 'positive'}
        />
      </div>
      <UnitLinkButton />
    </div>
  );
}
