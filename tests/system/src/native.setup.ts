/** Before anything of the product is loaded in a test's process. */
import { takeNativePrimitives } from '@alcove/testkit/native-primitives';

takeNativePrimitives();
