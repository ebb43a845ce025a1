import { expect, test } from 'vitest';
import { estimate } from './estimate.ts';
import { judge, judgeFully } from './password-strength.ts';

const judged = (password: string, own: readonly string[] = []): boolean =>
  judge(password, estimate(password, own)).enough;

test('a phrase of unrelated words is enough, and so is a short one that is hard to guess', () => {
  expect(judged('harbour light tuesday')).toBe(true);
  expect(judged('vT9#qLz2x!')).toBe(true);
});

test('long is not enough when it is easy to guess', () => {
  expect(judged('aaaaaaaaaaaaaaaa')).toBe(false);
  expect(judged('password1234')).toBe(false);
  expect(judged('qwertyuiop12')).toBe(false);
});

test('one’s own name is easy to guess', () => {
  expect(estimate('ines.carvalho', ['ines.carvalho'])).toBeLessThan(2);
  expect(judged('ines.carvalho', ['Inês Carvalho', 'ines.carvalho'])).toBe(false);
});

test('without the word lists the length alone counts', () => {
  expect(judge('elevenchars', null).enough).toBe(false);
  expect(judge('twelve chars', null).enough).toBe(true);
});

test('nothing shorter than eight is enough, whatever the estimate', () => {
  expect(judge('x9$Kq2!', 4).enough).toBe(false);
});

test('the verdict that counts waits for the lists, however fast somebody presses', async () => {
  expect(judge('password1234', null).enough).toBe(true);
  expect((await judgeFully('password1234', [])).enough).toBe(false);
  expect((await judgeFully('harbour light tuesday anchor', [])).enough).toBe(true);
});
