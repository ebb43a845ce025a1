/** After every test of every file beside this one, all judges look at every hostile house that is open: no file can forget them. */
import { judgeOpenHouses } from '@alcove/testkit/hostile';
import { afterEach } from 'vitest';

afterEach(judgeOpenHouses);
