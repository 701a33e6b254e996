import type { ReactNode } from 'react';
import type { LegendTick } from '../../draw/channelScale.ts';
import type { PictureId } from '../../exports/pictures.ts';
import { useTheme } from '../theme.ts';
import { Legend } from '../chart/Legend.tsx';
import { TraceStretch } from '../chart/TraceStretch.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import type { LabelMarks } from './labelMarks.ts';
import { UnitText, type UnitTextProps } from './UnitText.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './TextPanel.module.css';

/** Pixels left of the text: room for timesteps of five digits. */
const GUTTER = 52;

const NEVER = (): boolean => false;

interface TextPanelProps extends Omit<UnitTextProps, 'theme' | 'isMarked' | 'gutter'> {
  /** Accessible name of the panel. */
  readonly name: string;
  /** The picture that it is. */
  readonly picture: PictureId;
  readonly title: ReactNode;
  readonly note: ReactNode;
  readonly ticks: readonly LegendTick[];
  readonly legendNote?: string | undefined;
  readonly marks: LabelMarks | null;
  /** Whether the legend names the marks. */
  readonly namesMarks?: boolean;
  /** Further controls. */
  readonly children?: ReactNode;
}

/**
 * The traced text, coloured by one number for each character, with its title, controls and legend. On a narrow page the text comes
 * before note and controls.
 */
export function TextPanel(props: TextPanelProps) {
  const { name, picture, title, note, ticks, legendNote, marks, namesMarks = false, children, ...text } = props;
  const theme = useTheme();
  const narrow = useNarrow();
  const choices = (
    <>
      <TraceStretch />
      {children}
    </>
  );
  return (
    <section className={styles.findText} data-part="find-text" aria-label={name} {...pictureMark(picture)}>
      <div className={styles.findHead}>
        <div>
          <PictureTitle of={picture}>{title}</PictureTitle>
          {narrow ? null : note}
        </div>
        <div className={`${pictureStyles.pictureControls} ${styles.findControls}`}>
          {narrow ? null : choices}
          <div className={styles.findLegend}>
            <Legend ramp={text.scale.ramp} theme={theme} ticks={ticks} note={legendNote} />
          </div>
          {namesMarks && marks ? (
            <span className={styles.markLegend} title={`“${marks.name}”`}>
              <i aria-hidden="true" /> {marks.side}
            </span>
          ) : null}
        </div>
      </div>
      <UnitText {...text} theme={theme} isMarked={marks?.isOn ?? NEVER} gutter={narrow ? 0 : GUTTER} />
      {narrow ? (
        <>
          {note}
          <div className={`${pictureStyles.pictureControls} ${styles.findControls}`}>{choices}</div>
        </>
      ) : null}
    </section>
  );
}
