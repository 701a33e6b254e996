import { CELLS } from '../../engine/spec.ts';
import type { Theme } from '../../draw/ramps.ts';
import { sheetTheme } from '../../draw/pictureSheet.ts';
import { reportCurves, type ReportCurve } from '../../draw/reportCurves.ts';
import { reportFacts } from '../../exports/reportFacts.ts';
import { plainName } from '../../exports/savedFiles.ts';
import { VERSION } from '../../limits/version.ts';
import { linkTo } from '../../session/addressBar.ts';
import { newestStep } from '../../state/experiment.ts';
import { lossIn } from '../../state/lossUnit.ts';
import { activeModels } from '../../state/models.ts';
import type { Series } from '../../state/series.ts';
import type { Pin } from '../../state/pins.ts';
import type { AppState } from '../../state/state.ts';
import type { Model } from '../../state/model.ts';
import type { SavedFile } from '../../state/givenFiles.ts';
import { reportHtml } from './reportHtml.ts';

/** The report of the experiment as it stands; null while there is no text. */
export function reportFile(state: AppState): SavedFile | null {
  const facts = reportFacts(state);
  if (!facts) return null;
  const { experiments, experiment: own } = state.storage;
  const title = experiments.find(({ id }) => id === own)?.name || facts.title;
  const models = activeModels(state);
  const steps = newestStep(models);
  const theme = themeOf(state.pins);
  const today = new Date().toLocaleDateString('en-GB', { dateStyle: 'long' });
  const html = reportHtml({
    facts,
    title,
    madeBy: `An experiment of ${models.length === 1 ? 'one network' : `${models.length} networks`} in Unrolled ${VERSION}, ${today}`,
    link: linkTo(state, 'page'),
    curves: [
      reportCurves(
        'Loss, bits per character (thin: training, dots: held-out)',
        models.flatMap((model) => curve(model, 'loss', theme)),
        theme,
      ),
      reportCurves(
        'Gradient norm before clipping',
        models.flatMap((model) => curve(model, 'gradNorm', theme)),
        theme,
      ),
    ].flatMap((one) => one ?? []),
    pins: state.pins,
    theme,
  });
  return { name: `unrolled-${plainName(title)}-step${steps}-report.html`, bytes: new TextEncoder().encode(html) };
}

/** Dark where every pinned picture is, so that the report is one document; otherwise on white paper. */
function themeOf(pins: readonly Pin[]): Theme {
  const isDark = pins.length > 0 && pins.every(({ svg }) => sheetTheme(new TextDecoder().decode(svg)) === 'dark');
  return isDark ? 'dark' : 'light';
}

function curve({ is, run }: Model, what: 'loss' | 'gradNorm', theme: Theme): readonly ReportCurve[] {
  if (!run) return [];
  const isLoss = what === 'loss';
  return [
    {
      name: is.name,
      colour: CELLS[is.hue].colours[theme].line,
      dashes: dashesOf(is.variant),
      training: isLoss ? inBits(run.loss) : run.gradNorm,
      measured: isLoss ? inBits(run.heldOut) : null,
    },
  ];
}

function inBits({ length, steps, values }: Series): Series {
  return { length, steps, values: values.slice(0, length).map((nats) => lossIn(nats, 'bits')) };
}

/** The dashes that the style sheet gives a further model of a hue. */
function dashesOf(variant: number): string {
  if (variant === 0) return '';
  const probe = document.createElement('span');
  probe.dataset.variant = String(variant);
  document.body.append(probe);
  const dashes = getComputedStyle(probe).getPropertyValue('--dash').trim();
  probe.remove();
  return dashes;
}
