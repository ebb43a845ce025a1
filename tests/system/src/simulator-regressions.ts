/** Plans that once failed, and why. They run with every test run; what a seed means may change, a plan stays what it is. */
import type { Plan } from '@alcove/testkit/simulator';

export interface Regression {
  readonly found: string;
  readonly plan: Plan;
}

export const REGRESSIONS: readonly Regression[] = [];
