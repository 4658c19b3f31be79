import { expect, test } from 'vitest';
import { readOrder } from '../../../src/slack/order.ts';

test.each([
  ['live', { kind: 'live', act: 'ask', on: '' }],
  ['run live on edge', { kind: 'live', act: 'ask', on: ' on edge' }],
  ['Live: PA-A, PA-B', { kind: 'live', act: 'ask', on: 'PA-A, PA-B' }],
  ['watch', { kind: 'live', act: 'watch', on: '' }],
  ['clear on PA-A', { kind: 'live', act: 'clear', on: 'on PA-A' }],
  ['stop', { kind: 'live', act: 'stop' }],
  ['cancel live', { kind: 'live', act: 'stop' }],
])('“%s” is an order on live firewalls', (words, order) => {
  expect(readOrder(words)).toEqual(order);
});

test('a capture lasts as long as it says, else half a minute', () => {
  expect(readOrder('capture PA-A 10 s')).toMatchObject({ act: 'capture', seconds: 10 });
  expect(readOrder('capture PA-A')).toMatchObject({ act: 'capture', on: 'PA-A', seconds: 30 });
});

test.each([
  'run it again please',
  'stop the user from calling',
  'capture attached: see the file, please have a look at the second half of it',
  'clear; show system info',
  'live <all>',
  // A pattern over the whole of this one would take hours.
  `live ${'a'.repeat(350)}!`,
  `live ${'edge '.repeat(100)}`,
])('“%s” is talk and no order', (words) => {
  expect(readOrder(words).kind).toBe('unknown');
});
