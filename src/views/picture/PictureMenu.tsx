import { useRef } from 'react';
import { knownPicture, type PictureId } from '../../exports/pictures.ts';
import { useAppStore } from '../StoreContext.tsx';
import { SaveIcon } from '../ui/Icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import { pictureAround } from './pictureMark.ts';
import { pinFrom } from './pinFrom.ts';
import { saveFrom } from './saveFrom.ts';
import type { SavedAs } from './pictureFile.ts';
import styles from './PictureMenu.module.css';

const NAMES: Readonly<Record<SavedAs, string>> = {
  svg: 'SVG, for print and editing',
  png: 'PNG, at twice its size',
  table: 'Table (CSV)',
  numbers: 'All numbers (CSV)',
};

/** Saves the picture in which it stands, or pins it to the report. */
export function PictureMenu(props: {
  readonly of: PictureId;
  /** Whether its tables are on the page, if it can be shown without them. */
  readonly showsTable?: boolean | undefined;
}) {
  const { of, showsTable = true } = props;
  const store = useAppStore();
  const position = useRef<HTMLSpanElement>(null);
  const { name, hasTable, hasNumbers } = knownPicture(of);
  const kinds: readonly SavedAs[] = [
    'svg',
    'png',
    ...(hasTable && showsTable ? ['table' as const] : []),
    ...(hasNumbers ? ['numbers' as const] : []),
  ];
  const item = (what: string, act: (root: HTMLElement) => Promise<void>) => ({
    name: what,
    enabled: true,
    act: () => {
      const root = pictureAround(position.current)?.root;
      if (root) void act(root);
    },
  });
  const label = `Save picture: ${name}`;
  return (
    <span ref={position} className={styles.pictureMenu} data-part="picture-menu">
      <Menu
        label={label}
        buttonLabel={label}
        name={<SaveIcon />}
        title="Save this picture or its numbers, or pin it"
        className={styles.menuPlace}
        buttonKind="icon"
        buttonClass={styles.menuButton}
        items={[
          ...kinds.map((as) => item(NAMES[as], (root) => saveFrom(store, root, of, as))),
          item('Pin to the report', (root) => pinFrom(store, root, of)),
        ]}
      />
    </span>
  );
}
