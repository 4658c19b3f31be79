import {
  addressHolds,
  allHold,
  anyHolds,
  type FirstPacket,
  type Holds,
  negated,
  portHolds,
  protocolHolds,
} from './packet.ts';

type Test = (packet: FirstPacket, value: string) => Holds;

const SOURCE: Test = ({ sources }, value) => addressHolds(sources, value);
const DESTINATION: Test = ({ destinations }, value) => addressHolds(destinations, value);
const SOURCE_PORT: Test = ({ sources }, value) => anyHolds(value.split(',').map((one) => portHolds(sources, one)));
const DESTINATION_PORT: Test = ({ destinations }, value) =>
  anyHolds(value.split(',').map((one) => portHolds(destinations, one)));
const PROTOCOL: Test = (packet, value) => (value === 'all' ? true : protocolHolds(packet, value));
const STATE: Test = (_, value) => value.split(',').includes('NEW');
/** Packets of others never come in by the loopback interface. */
const ENTRY: Test = (_, value) => (value === 'lo' ? false : null);

/** Options of iptables(8) and iptables-extensions(8) that choose packets, each with one value. */
const TESTS: Readonly<Partial<Record<string, Test>>> = {
  '-s': SOURCE,
  '--source': SOURCE,
  '-d': DESTINATION,
  '--destination': DESTINATION,
  '-p': PROTOCOL,
  '--protocol': PROTOCOL,
  '--sport': SOURCE_PORT,
  '--sports': SOURCE_PORT,
  '--dport': DESTINATION_PORT,
  '--dports': DESTINATION_PORT,
  '--ctstate': STATE,
  '--state': STATE,
  '-i': ENTRY,
};

/** Options that choose nothing: what is loaded, noted or counted. Each takes so many values. */
const NOTES: Readonly<Partial<Record<string, number>>> = { '-m': 1, '--match': 1, '--comment': 1, '-c': 2 };

/**
 * Whether a rule as `iptables-save` prints it (`-A FORWARD -p tcp --dport 22 -j DROP`) takes the first packet of a flow.
 * Null when it asks for something that is not known of the packet, or that is not understood here.
 */
export function iptablesTakes(text: string, packet: FirstPacket): Holds {
  const words = [...text.matchAll(/"([^"]*)"|(\S+)/g)].map((word) => word[1] ?? word[2] ?? '');
  if (words[0] !== '-A') return null;
  const conditions: Holds[] = [];
  let isNegated = false;
  for (let at = 2; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (/^(?:-j|-g|--jump|--goto)$/.test(word)) return allHold(conditions);
    const test = TESTS[word];
    if (word === '!') isNegated = true;
    else if (test === undefined) {
      const skipped = NOTES[word];
      if (skipped === undefined) return conditions.includes(false) ? false : null;
      at += skipped;
    } else {
      conditions.push(negated(test(packet, words[at + 1] ?? ''), isNegated));
      isNegated = false;
      at += 1;
    }
  }
  return allHold(conditions);
}
