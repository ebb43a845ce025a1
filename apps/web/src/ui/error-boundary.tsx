/**
 * Catches what a screen could not draw. What was written lives in the worker's database, so starting the screen again loses nothing.
 * `retryKey`: a change of it (another room, say) clears the failure.
 */
import { en } from '@alcove/locales';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './control/button.tsx';
import { EmptyState } from './sign/empty-state.tsx';

interface Props {
  readonly children: ReactNode;
  readonly retryKey?: string;
}
interface State {
  readonly error: Error | null;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The stack names components, never content.
    console.error(error.name, info.componentStack);
  }

  override componentDidUpdate(before: Props): void {
    if (before.retryKey !== this.props.retryKey && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <EmptyState
        title={en.common.screenFailed}
        action={
          <>
            <Button onPress={() => this.setState({ error: null })}>{en.common.tryAgain}</Button>
            <Button tone="quiet" onPress={() => location.reload()}>
              {en.common.reload}
            </Button>
          </>
        }
      >
        {en.common.screenFailedMore}
      </EmptyState>
    );
  }
}
