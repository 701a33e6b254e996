import { CHECK_LIMIT } from '../../analysis/gradientCheck.ts';
import { Button } from '../ui/Button.tsx';
import { Table } from '../ui/Table.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { formatCount, formatMagnitude, formatPowerOfTen, formatReading } from '../../draw/format.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { checkVerdict, tensorVerdict } from './checkVerdict.ts';
import { useComparedModels } from './comparedModels.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import tableBehindStyles from '../ui/TableBehind.module.css';
import normTableStyles from './NormTable.module.css';
import lagTableStyles from './LagTable.module.css';
import styles from './CheckPage.module.css';

/** A numerical check of the gradients, which a press starts. */
export function CheckPage() {
  const store = useAppStore();
  const compared = useComparedModels();
  const running = useApp((state) => state.gradientCheckRunning);
  const name = running ? (compared.find(({ model }) => model.id === running.model)?.model.name ?? '') : '';
  return (
    <section className={styles.checkPage} aria-label="Gradient check" {...pictureMark('check')}>
      <PictureTitle of="check">
        <Term id="gradient-check">Are these gradients right?</Term>
      </PictureTitle>
      <p className={`${pictureStyles.pictureNote} ${styles.checkNote}`}>
        The check moves single weights θ of the models shown and compares the slope of L, from differences (L(θ + ε) −
        L(θ − ε)) / 2ε over ever smaller ε (Ridders’ method), with the <Term id="bptt">backward pass</Term>, both in
        float64, for up to 24 weights drawn at random from every tensor. L is the mean loss of the characters before the
        cursor, one unroll length of them, from the zero state. The error is |numeric − analytic| over the larger of the
        two, or over a thousandth of the tensor’s largest gradient where both are smaller. A gradient is right if its
        error is at most {formatPowerOfTen(Math.log10(CHECK_LIMIT))}; a wrong formula gives errors near 1. If the
        differences themselves are not accurate enough, because the gradient is almost zero or a ReLU unit crosses its
        kink, the weight counts as undecided.
      </p>
      <div className={styles.checkRun}>
        <Button kind="primary" disabled={running !== null} onClick={() => void store.getState().checkGradients()}>
          Check the gradients
        </Button>
        {running ? (
          <>
            <progress value={running.done} max={running.of} aria-label={`Checking the ${name}`} />
            <span className={pictureStyles.pictureNote} role="status">
              {name}: {running.done} of {running.of} weights
            </span>
            <Button onClick={() => store.getState().stopGradientCheck()}>Stop</Button>
          </>
        ) : null}
      </div>
      <div className={styles.checkColumns}>
        {compared.map(({ model }) => (
          <CheckTable key={model.id} model={model} />
        ))}
      </div>
    </section>
  );
}

/** The result of the check of one model; nothing before the check. */
function CheckTable({ model: { id, name, hue } }: { readonly model: ModelIdentity }) {
  const check = useApp((state) => state.models[id]?.results.gradientCheck);
  if (!check) return null;
  const { message, isRight } = checkVerdict(check.checks);
  return (
    <Scroller className={tableBehindStyles.tableScroller} label={`Check of the ${name}`} data-cell={hue}>
      <Table
        className={lagTableStyles.lagTable}
        captionClass={normTableStyles.compareCaption}
        caption={
          <>
            <b className={pictureStyles.plotCellName}>{name}</b> step {formatCount(check.step)}, t ={' '}
            {formatCount(check.from)} to {formatCount(check.to - 1)}.{' '}
            <b className={isRight ? undefined : styles.checkWrong}>{message}</b>
          </>
        }
        rows={check.checks}
        rowKey={(tensor) => tensor.name}
        columns={[
          { head: 'tensor', cellClass: styles.checkTensor, cell: (tensor) => tensor.name },
          { head: 'right', cell: tensorVerdict },
          {
            head: 'worst error',
            cell: ({ worst }) => (worst ? <b>{formatMagnitude(worst.error)}</b> : { colSpan: 3, content: '–' }),
          },
          { head: 'numeric there', term: 'numeric', cell: ({ worst }) => worst && formatReading(worst.numeric) },
          { head: 'analytic', term: 'numeric', cell: ({ worst }) => worst && formatReading(worst.analytic) },
        ]}
      />
    </Scroller>
  );
}
