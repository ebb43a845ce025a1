/** One state of the gallery. */
import type { Act } from './acts.ts';
import type { DemoOptions } from './demo-client.ts';

export interface GalleryState {
  /** The address. */
  readonly path?: string;
  readonly options?: Partial<DemoOptions>;
  /** The pieces of the design system instead of the app. */
  readonly parts?: boolean;
  /** What one does there, in this order. */
  readonly acts?: readonly Act[];
  /** Where it can be: some things open on a phone alone, or not there. */
  readonly on?: 'phone' | 'desk' | 'both';
  /** The page keeps something of it: it is loaded for this state, and left after it. */
  readonly alone?: boolean;
}
