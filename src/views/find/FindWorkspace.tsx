import { type ComponentType, useDeferredValue, useMemo } from 'react';
import { unitSeries } from '../../analysis/unitOverTime.ts';
import { channelScale, SCALE_MODES, type ScaleMode } from '../../draw/channelScale.ts';
import { channelName, channelValues, gateEnds, overText } from '../../draw/channelValues.ts';
import type { Theme } from '../../draw/ramps.ts';
import { FIND_PAGES, type FindPage } from '../../store/findState.ts';
import { Legend } from '../picture/Legend.tsx';
import { Tabs } from '../picture/Tabs.tsx';
import { TraceStretch } from '../picture/TraceStretch.tsx';
import { selectedSlot, useSelectedTrace, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { Waiting } from '../picture/Waiting.tsx';
import { shownRange } from '../shownRange.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useShownCause } from './causeColour.ts';
import { CausePage } from './CausePage.tsx';
import { ChangeText } from './ChangeText.tsx';
import { setFindOptions, useFindOption } from './findOptions.ts';
import { FormationPage } from './FormationPage.tsx';
import { useLabelMarks } from './labelMarks.ts';
import { MatchPage } from './MatchPage.tsx';
import { SearchPanel } from './SearchPanel.tsx';
import { UnitBelow } from './UnitBelow.tsx';
import { type TracedUnit, UnitSide } from './UnitSide.tsx';
import { UnitText } from './UnitText.tsx';
import '../styles/picture.css';
import '../styles/watch.css';
import '../styles/find.css';
import '../styles/look.css';

/** Room left of the text for timesteps of five digits. */
const GUTTER = 52;

const SCALE_NAMES: Readonly<Record<ScaleMode, string>> = {
  fixed: 'fixed',
  channel: 'the channel’s',
  unit: 'the unit’s own',
};

const NEVER = (): boolean => false;

/** What each unit has learned, and one unit over the traced and over the searched text. */
export function FindWorkspace() {
  const selected = useSelectedTrace();
  const model = useApp((state) => selectedSlot(state).name);
  const theme = useTheme();
  const traced = useTracedUnit(selected);
  return (
    <div className="find">
      <FindPages />
      <div className="find-unit">
        {traced ? <OneUnit traced={traced} theme={theme} /> : <Waiting model={model} />}
        <div className="find-side">
          <UnitSide traced={traced} theme={theme} />
        </div>
      </div>
    </div>
  );
}

/** The selected unit's values over the traced text, and their colours. */
function useTracedUnit(selected: SelectedTrace | null): TracedUnit | null {
  const mode = useFindOption('scale');
  const { trace, channel, layer, unit } = selected ?? {};
  const of = useMemo(
    () => (trace && channel && layer !== undefined ? channelValues(trace, channel, layer) : null),
    [trace, channel, layer],
  );
  const scale = useMemo(
    () => (of && trace && channel ? channelScale(shownRange(trace.spec, channel), mode, of) : null),
    [of, trace, channel, mode],
  );
  const series = useMemo(
    () => (of && unit !== undefined ? overText(of, unitSeries(of.values, of.hidden, unit)) : null),
    [of, unit],
  );
  return selected && of && scale && series ? { selected, of, scale, series } : null;
}

const PAGES: Readonly<Record<FindPage, { readonly name: string; readonly Page: ComponentType }>> = {
  labels: { name: 'Labels', Page: SearchPanel },
  cause: { name: 'Cause', Page: CausePage },
  formation: { name: 'Over training', Page: FormationPage },
  match: { name: 'Match', Page: MatchPage },
};

const NAMES = Object.fromEntries(FIND_PAGES.map((page) => [page, PAGES[page].name])) as Record<FindPage, string>;

/** One question at a time. */
function FindPages() {
  const store = useAppStore();
  const chosen = useApp((state) => state.findPage);
  // The tab answers at once; its page is rendered behind it.
  const page = useDeferredValue(chosen);
  const { Page } = PAGES[page];
  return (
    <div className="find-left">
      <Tabs
        className="side-tabs"
        label="Find"
        tabs={FIND_PAGES}
        names={NAMES}
        chosen={chosen}
        panel={(name) => `find-${name}`}
        onChoose={(name) => store.getState().setFindPage(name)}
      />
      <div
        className="find-page"
        role="tabpanel"
        id={`find-${page}`}
        aria-labelledby={`tab-${page}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <Page />
      </div>
    </div>
  );
}

function OneUnit({ traced, theme }: { readonly traced: TracedUnit; readonly theme: Theme }) {
  const { selected, of, scale } = traced;
  const { slot, trace, layer, channel, unit } = selected;
  const narrow = useNarrow();
  const marks = useLabelMarks();
  const mode = useFindOption('scale');
  const range = shownRange(trace.spec, channel);
  const ticks =
    range === 'gate' && mode === 'fixed'
      ? [
          { place: 0, text: gateEnds(channel).low },
          { place: 1, text: gateEnds(channel).high },
        ]
      : scale.ticks(unit);
  const cause = useShownCause();
  const gutter = narrow ? 0 : GUTTER;
  const title = `${channel}, unit ${unit} of the ${slot.name}, layer ${layer + 1}`;
  return (
    <>
      {cause ? (
        <ChangeText cause={cause} gutter={gutter} />
      ) : (
        <section className="find-text" aria-label="Unit over the text">
          <div className="find-head">
            <div>
              <h2 className="picture-title">
                <span className="picture-mono">{channel}</span>, unit {unit} over the text{' '}
                <span className="picture-note">
                  {channelName(channel)}, layer {layer + 1}, from the zero state
                </span>
              </h2>
              <p className="picture-note">
                Look for colours that begin and end with something in the text. What fits here is a guess until it holds
                on text that this unit was not picked on.
              </p>
            </div>
            <div className="picture-controls">
              <TraceStretch />
              <label>
                Colour scale
                <select value={mode} onChange={(event) => setFindOptions({ scale: event.target.value as ScaleMode })}>
                  {SCALE_MODES.map((key) => (
                    <option key={key} value={key}>
                      {SCALE_NAMES[key]}
                    </option>
                  ))}
                </select>
              </label>
              <div className="find-legend">
                <Legend
                  ramp={scale.ramp}
                  theme={theme}
                  ticks={ticks}
                  note={
                    (range === 'unbounded' || range === 'positive') && mode === 'fixed'
                      ? `by tanh ${channel}`
                      : undefined
                  }
                />
              </div>
              {marks ? (
                <span className="mark-legend" title={`“${marks.name}”`}>
                  <i aria-hidden="true" /> {marks.side}
                </span>
              ) : null}
            </div>
          </div>
          <UnitText
            trace={trace}
            of={of}
            unit={unit}
            channel={channel}
            scale={scale}
            theme={theme}
            isMarked={marks?.isOn ?? NEVER}
            gutter={gutter}
            label={`The traced text of ${trace.tokens.length} characters, coloured by ${title}. The lists beside it name the strongest places.`}
          />
        </section>
      )}
      <UnitBelow selected={selected} marks={marks} />
    </>
  );
}
