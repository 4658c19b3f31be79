import type { Citation } from '../../model/evidence.ts';
import type { SessionAbsent, SessionDetail, SessionHalf } from '../../model/facts.ts';
import { commandValue } from '../cli/command-words.ts';
import type { Element } from './element.ts';
import { child, descend } from './element.ts';
import { firstField, numberField, textField, toNumber, toProtocol, yesNoField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

const LAYER_7 = ['l7-proc', 'l7proc'];
const PBF = 'pbf-rule';
const BAD_KEY = /\bBad Key: [cs]2[cs]\b/i;

/**
 * `show session id N`. No complete vendor sample of the XML is public; the names are those that published API clients
 * read: octets are the bytes, `igr-if` and `egr-if` the interfaces, `sess-ha-sync` is "session synced from HA peer",
 * `firewall` stands where the CLI prints "tracker stage firewall". The reply does not repeat the id.
 */
export const sessionId: XmlReader = {
  kind: 'session-id',
  commands: /^show session id \d+/,
  used: names(`c2s s2c source source-zone dst proto sport dport state type pbf-rule start-time timeout ttl c2s-octets
    s2c-octets c2s-packets s2c-packets vsys application rule nat-rule nat-src nat-dst sess-ha-sync
    l7-proc l7proc offload igr-if egr-if firewall end-reason idx msg line member`),
  ignored:
    names(`slot cpu dp ipver src-user dst-user pktlog-up pansys-up timestamp time-start prxy-started prxy-wait-ssl
    app-insufficient sess-log sess-ager override flow-type url-en url-cat syncookie host-session tunnel-session
    tunnel-termination captive-portal qos-class qos-rule qos-node prxy-status decrypt-mirror nat-rule-vsys`),
  recognises: (reply) => child(reply.result, 'c2s') !== null || child(reply.result, 's2c') !== null || isGone(reply),
  read: (reply) => (isGone(reply) ? { facts: [absence(reply)] } : readDetail(reply)),
};

function readDetail(reply: Reply): XmlReading {
  const { result } = reply;
  const detail: SessionDetail = {
    kind: 'session-detail',
    at: reply.cite(result),
    id: toNumber(commandValue(reply.command, 'id')) ?? numberField(result, 'idx'),
    c2s: halfOf(child(result, 'c2s')),
    s2c: halfOf(child(result, 's2c')),
    startTime: textField(result, 'start-time'),
    timeoutSeconds: numberField(result, 'timeout'),
    timeToLiveSeconds: numberField(result, 'ttl'),
    bytesC2s: numberField(result, 'c2s-octets'),
    bytesS2c: numberField(result, 's2c-octets'),
    packetsC2s: numberField(result, 'c2s-packets'),
    packetsS2c: numberField(result, 's2c-packets'),
    vsys: textField(result, 'vsys'),
    application: textField(result, 'application'),
    rule: textField(result, 'rule'),
    natRule:
      textField(result, 'nat-rule')
        ?.replace(/\(vsys\d+\)$/, '')
        .trim() ?? null,
    translation: translationOf(result),
    fromPeer: yesNoField(result, 'sess-ha-sync'),
    layer7: firstField(result, LAYER_7),
    offloaded: yesNoField(result, 'offload'),
    ingress: textField(result, 'igr-if'),
    egress: textField(result, 'egr-if'),
    trackerStage: textField(result, 'firewall'),
    endReason: textField(result, 'end-reason'),
    quotes: quotesOf(reply),
  };
  return { facts: [detail] };
}

/** The rule is printed with its id behind the name: `web-by-isp-b 3`. */
function halfOf(half: Element | null): SessionHalf {
  return {
    source: textField(half, 'source'),
    zone: textField(half, 'source-zone'),
    destination: textField(half, 'dst'),
    sourcePort: numberField(half, 'sport'),
    destinationPort: numberField(half, 'dport'),
    protocol: toProtocol(textField(half, 'proto')),
    state: textField(half, 'state'),
    type: textField(half, 'type'),
    pbfRule: textField(half, PBF)?.replace(/\s+\d+$/, '') ?? null,
  };
}

/** In the CLI's words: `source`, `destination`, `source + destination`; the CLI has no line when nothing is translated. */
function translationOf(result: Element): string | null {
  const sides = [
    yesNoField(result, 'nat-src') === true ? ['source'] : [],
    yesNoField(result, 'nat-dst') === true ? ['destination'] : [],
  ].flat();
  return sides.length === 0 ? null : sides.join(' + ');
}

function quotesOf(reply: Reply): SessionDetail['quotes'] {
  const { result } = reply;
  const quote = (element: Element | null): Citation | null => (element === null ? null : reply.cite(element));
  return {
    bytesC2s: quote(child(result, 'c2s-octets')),
    bytesS2c: quote(child(result, 's2c-octets')),
    endReason: quote(child(result, 'end-reason')),
    trackerStage: quote(child(result, 'firewall')),
    fromPeer: quote(child(result, 'sess-ha-sync')),
    pbf: quote(descend(result, 'c2s', PBF) ?? descend(result, 's2c', PBF)),
    startTime: quote(child(result, 'start-time')),
    ingress: quote(child(result, 'igr-if')),
    egress: quote(child(result, 'egr-if')),
  };
}

/** The CLI answers `Bad Key: c2s: 'c2s'` for an id that is gone; the API wraps the same words. */
function isGone(reply: Reply): boolean {
  const { result, document } = reply;
  return child(result, 'c2s') === null && child(result, 's2c') === null && BAD_KEY.test(document.text);
}

function absence(reply: Reply): SessionAbsent {
  const id = toNumber(commandValue(reply.command, 'id'));
  return { kind: 'session-absent', at: reply.cite(reply.root), reason: 'bad-key', sessionId: id, filter: {} };
}
