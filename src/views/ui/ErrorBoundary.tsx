import { Component, type ReactNode } from 'react';
import { type Message, MESSAGES } from '../../limits/messages.ts';
import { ChunkError } from '../shell/chunks.ts';
import { Button } from './Button.tsx';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** What the part shows, compared by identity. After an error, the part is tried again when this changes. */
  readonly of?: unknown;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
  readonly of: unknown;
}

/**
 * Keeps an error in one part of the page from breaking the other parts and the training run. Tabs are outside the
 * boundary of their panel, so that the other panels can still be reached.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, of: this.props.of };

  static getDerivedStateFromError(error: unknown): Pick<ErrorBoundaryState, 'error'> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ of }: ErrorBoundaryProps, state: ErrorBoundaryState): ErrorBoundaryState | null {
    return of === state.of ? null : { error: null, of };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (error instanceof ChunkError) return this.missing(error);
    return (
      <ErrorMessage {...MESSAGES.unforeseen(`${error.name}: ${error.message}`)}>
        <Button onClick={() => this.setState({ error: null })}>Show it again</Button>
      </ErrorMessage>
    );
  }

  /** For code that could not be fetched. After an update of the page only a reload helps. */
  private missing({ text, forget }: ChunkError): ReactNode {
    const again = (): void => {
      forget();
      this.setState({ error: null });
    };
    return (
      <ErrorMessage {...text}>
        <Button kind="primary" onClick={again}>
          Try again
        </Button>
        <Button onClick={() => location.reload()}>Reload the page</Button>
      </ErrorMessage>
    );
  }
}

/** What went wrong, what to do, and buttons for it. */
function ErrorMessage({ message, action, children }: Message & { readonly children: ReactNode }) {
  return (
    <div className={styles.errorMessage} role="alert">
      <p>
        <b>{message}</b> {action}
      </p>
      {children}
    </div>
  );
}
