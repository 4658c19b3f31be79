import { describe, expect, test } from 'vitest';
import { readPlace } from '../../../src/warroom/page/place.ts';
import { completed, suggest } from '../../../src/warroom/page/suggestions.ts';
import { typedText } from '../../../src/warroom/page/typed-text.ts';
import type { PageState } from '../../../src/warroom/page-state.ts';

const ANA = { id: 'U1', name: 'ana', realName: 'Ana Ruiz', title: 'Network on call', isBot: false };
const ECHO = { id: 'U2', name: 'echo', realName: 'Echo', title: '', isBot: true };
const STATE: PageState = {
  team: 'War room',
  app: { name: 'Echo', userId: 'U2' },
  me: 'U1',
  connected: true,
  transport: 'socket-mode',
  people: [ANA, ECHO],
  usergroups: [{ id: 'S1', handle: 'firewall-owners', name: 'Firewall owners' }],
  channels: [{ id: 'C1', name: 'noc', kind: 'channel', topic: 'Operations', members: 2, hasBot: true }],
  commands: [{ command: '/echo', description: 'Says it again', hint: 'WORDS' }],
  shortcuts: [],
  samples: [],
  lab: null,
  statuses: [],
  views: [],
  hasHome: false,
  home: null,
};

describe('what the composer offers', () => {
  const offered = (text: string) => suggest(text, STATE).map(({ insert }) => insert);

  test('commands at the beginning, until one is written out', () => {
    expect(offered('/')).toEqual(['/echo']);
    expect(offered('/echo')).toEqual([]);
    expect(offered('not /')).toEqual([]);
  });

  test('people by handle or name, and groups, after an at sign', () => {
    expect(offered('ask @')).toEqual(['@ana', '@echo', '@firewall-owners']);
    expect(offered('ask @Rui')).toEqual([]);
    expect(offered('ask @AN')).toEqual(['@ana']);
    expect(offered('mail me at x@an')).toEqual([]);
  });

  test('channels after a number sign', () => {
    expect(offered('see #n')).toEqual(['#noc']);
  });

  test('the chosen one takes the place of the word being typed', () => {
    const [person] = suggest('ask @an', STATE);

    expect(person && completed('ask @an', person)).toBe('ask @ana ');
  });
});

test('a message to be edited is shown as it was typed', () => {
  const stored = 'see <@U1>, <!here>: <http://check.sh|check.sh> a &lt; b &amp;&amp; <https://a.example>';

  expect(typedText(stored, STATE.people)).toBe('see @ana, @here: check.sh a < b && https://a.example');
});

test.each([
  ['', { channel: '', thread: null }],
  ['#C1', { channel: 'C1', thread: null }],
  ['#C1//1.000001', { channel: 'C1', thread: '1.000001' }],
  ['#C1/2.000002/', { channel: 'C1', thread: '2.000002' }],
  ['#C1/2.000002/1.000001', { channel: 'C1', thread: '1.000001' }],
])('the address %s is a place', (hash, place) => {
  expect(readPlace(hash)).toEqual(place);
});
