import { Component, type ReactNode } from 'react';
import { SENTENCES } from '../../limits/sentences.ts';

interface MishapProps {
  readonly children: ReactNode;
}

interface MishapState {
  readonly error: Error | null;
}

/** Keeps an error in one part of the page from taking the others (and the training run) with it. */
export class Mishap extends Component<MishapProps, MishapState> {
  override state: MishapState = { error: null };

  static getDerivedStateFromError(error: unknown): MishapState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const { message, action } = SENTENCES.unforeseen(`${error.name}: ${error.message}`);
    return (
      <div className="mishap" role="alert">
        <p>
          <b>{message}</b> {action}
        </p>
        <button type="button" className="button" onClick={() => this.setState({ error: null })}>
          Show it again
        </button>
      </div>
    );
  }
}
