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
  readonly retryKey: string | undefined;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, retryKey: this.props.retryKey };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ retryKey }: Props, state: State): State | null {
    return retryKey === state.retryKey ? null : { error: null, retryKey };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The stack names components, never content.
    console.error(error.name, info.componentStack);
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
