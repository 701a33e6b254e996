import styles from './Icons.module.css';

/** An icon, as decoration beside a name. */
function Icon(props: { readonly d: string; readonly size?: number; readonly isMirrored?: boolean }) {
  const size = props.size ?? 14;
  return (
    <svg className={styles.icon} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <path d={props.d} transform={props.isMirrored ? 'matrix(-1 0 0 1 14 0)' : undefined} />
    </svg>
  );
}

export const ToStartIcon = () => <Icon d="M1 1h2v12H1zM13 1v12L4 7z" />;
export const StepBackIcon = () => <Icon d="M11 1v12L3 7z" />;
export const PlayIcon = () => <Icon d="M3.5 1v12L12.5 7z" size={16} />;
export const StopIcon = () => <Icon d="M2.5 2.5h9v9h-9z" size={16} />;
export const PauseIcon = () => <Icon d="M3 2h3v10H3zM8 2h3v10H8z" size={10} />;
export const ResumeIcon = () => <Icon d="M3 1v12l10-6z" size={10} />;
export const StepForwardIcon = () => <Icon d="M3 1v12l8-6z" />;
export const SaveIcon = () => <Icon d="M6 1h2v6h2.6L7 10.8 3.4 7H6zM2 11.6h10v1.6H2z" />;
export const MenuIcon = () => <Icon d="M0 1.5h14v2H0zM0 6h14v2H0zM0 10.5h14v2H0z" size={18} />;
/** A screen on its stand. */
export const PresentIcon = () => (
  <Icon d="M0 1h14v9H8v1.5l2.5 2H8.8L7 12l-1.8 1.5H3.5l2.5-2V10H0zM1.5 2.5v6h11v-6z" size={16} />
);
export const ToEndIcon = () => <Icon d="M11 1h2v12h-2zM1 1v12l9-6z" />;

/** An arrow that turns back. */
const TURN_BACK = 'M5.2 1.2v2.5h3.4a4.4 4.4 0 0 1 0 8.8H4v-1.7h4.6a2.7 2.7 0 0 0 0-5.4H5.2V8L1 4.6z';

export const UndoIcon = () => <Icon d={TURN_BACK} size={16} />;
export const RedoIcon = () => <Icon d={TURN_BACK} size={16} isMirrored />;

/** Three steps of a chain. The last one is the current one. */
export function Logo() {
  return (
    <svg className={styles.logo} width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">
      <path d="M4 7H22" />
      <circle cx="4" cy="7" r="3.2" />
      <circle cx="13" cy="7" r="3.2" />
      <circle cx="22" cy="7" r="3.8" className={styles.now} />
    </svg>
  );
}
