/**
 * Import first in every bundle that has schemas: tells the schema library not to compile them with `new Function`. The content
 * policy forbids that, and even its probe would be reported as a violation.
 */
import { z } from 'zod';

z.config({ jitless: true });
