import type { ReactNode } from 'react';
import type { PictureId } from '../../exports/pictures.ts';
import { PictureMenu } from './PictureMenu.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './PictureTitle.module.css';

interface PictureTitleProps {
  readonly of: PictureId;
  /** Heading level; 2 by default. */
  readonly level?: 2 | 3;
  /** Id of the heading, for a section that is named by it. */
  readonly id?: string;
  readonly className?: string;
  /** Whether its tables are on the page, if it can be shown without them. */
  readonly showsTable?: boolean;
  readonly children: ReactNode;
}

/** The title of a picture, and the menu that saves it. */
export function PictureTitle({ of, level = 2, id, className = '', showsTable, children }: PictureTitleProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={`${styles.titled} ${className}`}>
      <Heading id={id} className={pictureStyles.pictureTitle}>
        {children}
      </Heading>
      <PictureMenu of={of} showsTable={showsTable} />
    </div>
  );
}
