import { memo, useMemo } from 'react';
import type { CauseLook, LabelCause } from '../../analysis/causes/causeLook.ts';
import { formatCount, formatSigned } from '../../draw/format.ts';
import { TableBehind } from '../picture/TableBehind.tsx';

const WIDTH = 150;
const HEIGHT = 16;
/** Labels shown at once; the table behind has all. */
const SHOWN = 8;

/** By how much a label's groups differ. */
const spread = ({ groups }: LabelCause): number => {
  const bits = groups.map((group) => group.bits);
  return Math.max(...bits) - Math.min(...bits);
};

/** Where holding the units costs something: the change of the loss by label. */
export const CauseLabels = memo(function CauseLabels({ look }: { readonly look: CauseLook }) {
  const sorted = useMemo(() => look.labels.toSorted((a, b) => spread(b) - spread(a)), [look]);
  const reach = Math.max(
    1e-9,
    ...sorted.slice(0, SHOWN).flatMap(({ groups }) => groups.map(({ bits }) => Math.abs(bits))),
  );
  if (sorted.length === 0) return null;
  return (
    <section aria-label="Change of the loss by label">
      <div className="picture-head">
        <h3 className="picture-title">Where it costs something</h3>
        <span className="picture-note">change in bits per character, after characters where the label is</span>
      </div>
      <Rows labels={sorted.slice(0, SHOWN)} reach={reach} />
      {sorted.length > SHOWN ? (
        <TableBehind summary={`All ${sorted.length} labels`}>
          <Rows labels={sorted} reach={reach} />
        </TableBehind>
      ) : null}
    </section>
  );
});

function Rows({ labels, reach }: { readonly labels: readonly LabelCause[]; readonly reach: number }) {
  return (
    <table className="picture-table score-table cause-labels">
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col" className="score-axis">
            −{formatSigned(reach, 2).slice(1)} to {formatSigned(reach, 2)}
          </th>
          <th scope="col" colSpan={3}>
            bits per character, of so many
          </th>
        </tr>
      </thead>
      <tbody>
        {labels.map(({ id, name, definition, groups }) => (
          <tr key={id}>
            <th scope="row" title={definition}>
              {name}
            </th>
            <td className="score-axis">
              <svg className="picture-svg" width={WIDTH} height={HEIGHT} aria-hidden="true">
                <path className="picture-grid" d={`M0 ${HEIGHT / 2}H${WIDTH}M${WIDTH / 2} 2V${HEIGHT - 2}`} />
                {groups.map((group, k) => (
                  <circle
                    key={group.name}
                    className={k === groups.length - 1 ? 'cause-dot on' : 'cause-dot'}
                    cx={(WIDTH / 2) * (1 + Math.max(-1, Math.min(1, group.bits / reach)) * 0.95)}
                    cy={HEIGHT / 2}
                    r={4}
                  />
                ))}
              </svg>
            </td>
            {groups.toReversed().map((group) => (
              <td key={group.name} title={`${formatCount(group.count)} predictions`}>
                {group.name} <b>{formatSigned(group.bits, 3)}</b>{' '}
                <span className="picture-note">{formatCount(group.count)}</span>
              </td>
            ))}
            {groups.length < 3 ? <td aria-hidden="true" /> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
