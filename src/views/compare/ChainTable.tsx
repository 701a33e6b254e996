import type { Chain, ChainPart } from '../../analysis/chain.ts';
import { formatReading } from '../../draw/format.ts';
import { Table } from '../ui/Table.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { formatTermShare } from './chainParts.ts';
import { nameAtStep } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';
import lagTableStyles from './LagTable.module.css';

interface ChainTableProps {
  readonly models: readonly MeasuredModel<Chain>[];
  readonly parts: readonly ChainPart[];
  readonly shown: number;
}

/** The numbers behind the bars. */
export function ChainTable({ models, parts, shown }: ChainTableProps) {
  return (
    <TableBehind summary="The bars in numbers">
      <Table
        className={lagTableStyles.lagTable}
        rows={Array.from({ length: shown }, (_, k) => k)}
        rowKey={(k) => k}
        columns={[
          { head: 'lag k', term: 'lag', cell: (k) => k },
          ...models.flatMap((compared, index) => {
            const head = (column: string): string => nameAtStep(`${compared.model.name} ${column}`, compared);
            return [
              { head: head('‖term‖'), cell: (k: number) => formatReading(parts[index].norms[k]) },
              { head: head('share'), cell: (k: number) => formatTermShare(parts[index].shares, k) },
            ];
          }),
        ]}
      />
    </TableBehind>
  );
}
