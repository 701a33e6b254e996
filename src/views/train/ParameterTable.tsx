import { parameterLayout } from '../../engine/parameters.ts';
import { Table } from '../ui/Table.tsx';
import { useCellRuns } from '../chart/stepAxis.ts';
import { Term } from '../glossary/Term.tsx';
import styles from './ParameterTable.module.css';

/** The size of each model, and its training speed. */
export function ParameterTable() {
  const cells = useCellRuns();
  return (
    <Table
      isPlain
      className={`${styles.table} ${styles.parameters}`}
      captionClass="visually-hidden"
      caption="Size and speed of each cell"
      rows={cells}
      rowKey={({ model }) => model.id}
      modelOf={({ model }) => model}
      columns={[
        {
          key: 'cell',
          head: <span className="visually-hidden">Cell</span>,
          cell: ({ model }) => <Term id={model.cell}>{model.name}</Term>,
        },
        {
          head: 'H',
          term: 'hidden-units',
          headProps: { title: 'H, units per layer' },
          cell: ({ run }) => run.spec.hidden,
        },
        { head: 'parameters', term: 'parameters', cell: ({ run }) => parameterLayout(run.spec).size },
        {
          head: 'characters/s',
          cell: ({ run }) => (run.charactersPerSecond > 0 ? run.charactersPerSecond : '–'),
        },
      ]}
    />
  );
}
