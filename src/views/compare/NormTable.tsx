import { memo, useMemo } from 'react';
import { spread } from '../../analysis/gradientNorms.ts';
import { formatCount } from '../../draw/format.ts';
import { formatNorm, formatNormReading } from '../../draw/normText.ts';
import { keeps } from '../../engine/trace.ts';
import { Table } from '../ui/Table.tsx';
import { useTimestep } from '../ui/selectedTrace.ts';
import { lineName, type NormLine } from './comparedModels.ts';
import { nameAtStep } from './comparedSteps.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './NormTable.module.css';

/** The numbers behind the lines, over the whole trace and at t. */
export const NormTable = memo(function NormTable({ lines }: { readonly lines: readonly NormLine[] }) {
  const steps = lines[0].norms.length;
  const counted = useMemo(() => lines[0].norms.filter((norm) => !Number.isNaN(norm)).length, [lines]);
  const rows = useMemo(() => lines.map((line) => ({ line, of: spread(line.norms) })), [lines]);
  return (
    <section aria-label="Norms in numbers" {...pictureMark('normTable')}>
      <PictureTitle of="normTable">In numbers</PictureTitle>
      <Table
        captionClass={styles.compareCaption}
        caption={
          <>
            Norms over {counted} timesteps, and at <Timestep steps={steps} />
          </>
        }
        rows={rows}
        rowKey={({ line }) => lineName(line)}
        modelOf={({ line }) => line.compared.model}
        columns={[
          {
            head: 'state',
            term: 'h',
            cellClass: pictureStyles.plotCellName,
            cell: ({ line: { compared, of } }) => nameAtStep(`${compared.model.name} ${of}`, compared),
          },
          { head: 'lowest', cell: ({ of }) => (of ? formatNorm(of.lowest) : '–') },
          { head: 'median', term: 'median', cell: ({ of }) => (of ? formatNorm(of.median) : '–') },
          { head: 'highest', cell: ({ of }) => (of ? formatNorm(of.highest) : '–') },
          { head: 'at t', cellClass: styles.normNow, cell: ({ line }) => <ValueAtCursor line={line} /> },
        ]}
      />
    </section>
  );
});

function Timestep({ steps }: { readonly steps: number }) {
  return <>t = {formatCount(useTimestep(steps))}</>;
}

function ValueAtCursor({ line }: { readonly line: NormLine }) {
  const t = useTimestep(line.norms.length);
  const norm = line.norms[t];
  const missing = keeps(line.compared.trace, t) ? 'no loss here' : 'being traced';
  return <>{Number.isNaN(norm) ? missing : formatNormReading(norm)}</>;
}
