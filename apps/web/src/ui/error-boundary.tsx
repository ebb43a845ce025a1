/**
 * Catches what a screen could not draw. What was written lives in the worker's database, so starting the screen again loses nothing.
 * `retryKey`: a change of it (another room, say) clears the failure. `around`: what the place keeps, such as its way back.
 */
import { t } from '@alcove/locales';
import { Component, type ErrorInfo, type ReactElement, type ReactNode } from 'react';
import { Button } from './control/button.tsx';
import { EmptyState } from './sign/empty-state.tsx';

interface Props {
  readonly children: ReactNode;
  readonly retryKey?: string;
  readonly around?: (failed: ReactElement) => ReactNode;
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
    const failed = (
      <EmptyState
        level={1}
        title={t.common.screenFailed}
        action={
          <>
            <Button onPress={() => this.setState({ error: null })}>{t.common.tryAgain}</Button>
            <Button tone="quiet" onPress={() => location.reload()}>
              {t.common.reload}
            </Button>
          </>
        }
      >
        {t.common.screenFailedMore}
      </EmptyState>
    );
    return this.props.around?.(failed) ?? failed;
  }
}
