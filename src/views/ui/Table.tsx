import { isValidElement, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { formatCount } from '../../draw/format.ts';
import { Term } from '../glossary/Term.tsx';
import type { TermId } from '../glossary/terms/terms.ts';
import pictureStyles from './picture.module.css';
import styles from './Table.module.css';

/** The content of a cell. A number is written as a count, with grouped digits. */
type CellContent = ReactNode | WideCell;

/** A cell that spans several columns. */
interface WideCell {
  readonly colSpan: number;
  readonly content: ReactNode;
}

/** Attributes for style sheets. */
type DataAttributes = Readonly<Partial<Record<`data-${string}`, string | boolean>>>;

export interface Column<Row> {
  /** React key. The default is the head, if that is plain text. */
  readonly key?: string;
  /** Omitted if the head on its left spans this column (`colSpan`). */
  readonly head?: ReactNode;
  /** What the glossary calls it. */
  readonly term?: TermId;
  /** A head above this column and its neighbours of the same group. */
  readonly group?: string;
  /** Class of the head and of all cells. */
  readonly className?: string;
  /** Class of the cells only. */
  readonly cellClass?: string;
  readonly headProps?: ComponentPropsWithoutRef<'th'>;
  readonly cellProps?: (row: Row) => ComponentPropsWithoutRef<'td'> & DataAttributes;
  readonly cell: (row: Row, index: number) => CellContent;
}

export interface TableProps<Row> extends Omit<ComponentPropsWithoutRef<'table'>, 'children'> {
  /** The first column contains the row headers. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string | number;
  /** The model whose colour the row header has. */
  readonly modelOf?: (row: Row) => Pick<ModelIdentity, 'hue' | 'variant'>;
  readonly rowProps?: (row: Row) => ComponentPropsWithoutRef<'tr'> & DataAttributes;
  /** Title of the section to which a row belongs. Each section is a table body of its own, under its title. */
  readonly sectionOf?: (row: Row) => string;
  readonly caption?: ReactNode;
  readonly captionClass?: string;
  /** Whether the table has no style of its own. */
  readonly isPlain?: boolean;
}

/** A table of numbers, with headers for screen readers. */
export function Table<Row>(props: TableProps<Row>) {
  const {
    columns,
    rows,
    rowKey,
    modelOf,
    rowProps,
    sectionOf,
    caption,
    captionClass,
    isPlain = false,
    className,
    ...rest
  } = props;
  return (
    <table {...rest} className={[!isPlain && pictureStyles.pictureTable, className].filter(Boolean).join(' ')}>
      {caption === undefined ? null : <caption className={captionClass}>{caption}</caption>}
      <thead>
        <Heads columns={columns} />
      </thead>
      {[...new Set(sectionOf ? rows.map(sectionOf) : [null])].map((section) => (
        <tbody key={section}>
          {section === null ? null : (
            <tr>
              <th scope="rowgroup" colSpan={columns.length} className={styles.tableSection}>
                {section}
              </th>
            </tr>
          )}
          {rows.map((row, index) =>
            section === null || sectionOf?.(row) === section ? (
              <tr key={rowKey(row, index)} {...(modelOf ? cellMark(modelOf(row)) : undefined)} {...rowProps?.(row)}>
                {cellsOf(columns, row, index)}
              </tr>
            ) : null,
          )}
        </tbody>
      ))}
    </table>
  );
}

/** The heads in one row, or in two rows if columns are grouped. */
function Heads<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  const isGrouped = columns.some(({ group }) => group !== undefined);
  const head = (column: Column<Row>, rowSpan?: number): ReactNode =>
    column.head === undefined ? null : (
      <th key={keyOf(column)} scope="col" rowSpan={rowSpan} {...withClass(column.headProps, column.className)}>
        {column.term ? <Term id={column.term}>{column.head}</Term> : column.head}
      </th>
    );
  if (!isGrouped) return <tr>{columns.map((column) => head(column))}</tr>;
  return (
    <>
      <tr>
        {columns.map((column, k) => {
          const { group } = column;
          if (group === undefined) return head(column, 2);
          if (columns[k - 1]?.group === group) return null;
          return (
            <th key={group} scope="colgroup" colSpan={groupLength(columns, k)} className={styles.tableGroup}>
              {group}
            </th>
          );
        })}
      </tr>
      <tr>{columns.filter(({ group }) => group !== undefined).map((column) => head(column))}</tr>
    </>
  );
}

function keyOf<Row>({ key, head }: Column<Row>): string {
  return key ?? (typeof head === 'string' ? head : '');
}

/** The number of columns from the k-th on that belong to its group. */
function groupLength<Row>(columns: readonly Column<Row>[], k: number): number {
  let end = k;
  while (end < columns.length && columns[end].group === columns[k].group) end++;
  return end - k;
}

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row, index: number): readonly ReactNode[] {
  const cells: ReactNode[] = [];
  for (let k = 0; k < columns.length; ) {
    const { cell, cellProps, className, cellClass } = columns[k];
    const key = keyOf(columns[k]);
    const content = cell(row, index);
    const own = withClass(cellProps?.(row), className, cellClass);
    if (isWide(content)) {
      cells.push(
        <td key={key} {...own} colSpan={content.colSpan}>
          {content.content}
        </td>,
      );
      k += content.colSpan;
      continue;
    }
    const shown = typeof content === 'number' ? formatCount(content) : content;
    cells.push(
      k === 0 ? (
        <th key={key} scope="row" {...own}>
          {shown}
        </th>
      ) : (
        <td key={key} {...own}>
          {shown}
        </td>
      ),
    );
    k++;
  }
  return cells;
}

function isWide(content: CellContent): content is WideCell {
  return typeof content === 'object' && content !== null && !isValidElement(content) && 'colSpan' in content;
}

function withClass<Props extends { readonly className?: string | undefined }>(
  props: Props | undefined,
  ...classes: readonly (string | undefined)[]
): Props {
  const className = [props?.className, ...classes].filter(Boolean).join(' ');
  return { ...props, ...(className === '' ? undefined : { className }) } as Props;
}
