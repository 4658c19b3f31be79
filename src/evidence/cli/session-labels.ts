import type { Citation } from '../../model/evidence.ts';
import type { SessionDetail } from '../../model/facts.ts';
import { cite, type Line } from '../parser.ts';
import { wholeNumber } from './layout.ts';
import { truth } from './truth.ts';

type Values = Omit<SessionDetail, 'kind' | 'at' | 'id' | 'c2s' | 's2c' | 'quotes'>;
type Quotes = Omit<SessionDetail['quotes'], 'pbf'>;

/** Labels that a fact is made of. Two generations of releases name the HA peer's sessions differently. */
const USED = {
  startTime: /^start time$/,
  timeout: /^timeout$/,
  timeToLive: /^time to live$/,
  bytesC2s: /^total byte count\s*\(c2s\)$/,
  bytesS2c: /^total byte count\s*\(s2c\)$/,
  packetsC2s: /^layer7 packet count\s*\(c2s\)$/,
  packetsS2c: /^layer7 packet count\s*\(s2c\)$/,
  vsys: /^vsys$/,
  application: /^application$/,
  rule: /^rule$/,
  natRule: /^nat-rule$/,
  translation: /^address\/port translation$/,
  fromPeer: /^session (?:synced|updated) (?:from|by) HA peer$/i,
  layer7: /^layer7 processing$/,
  offload: /^(?:session )?offload(?:ed)?$/i,
  ingress: /^ingress interface$/,
  egress: /^egress interface$/,
  trackerFirewall: /^tracker stage firewall$/,
  trackerL7: /^tracker stage l7proc$/,
  endReason: /^end-reason$/,
} as const;

type UsedLabel = keyof typeof USED;

/** Labels that are understood and of no use here. */
const KNOWN: readonly RegExp[] = [
  /^service timeout override\s*\(index\)$/,
  /^session (?:to be logged at end|in session ager|via syn-cookies|terminated on host|traverses tunnel|terminate tunnel)$/,
  /^session (?:QoS rule|proxied|via prediction|owned by local HA A\/A)$/,
  /^(?:URL filtering enabled|URL category|captive portal session)$/,
  /^(?:use parent's policy|parent session|refresh parent session|prediction (?:triggered by|matched once))$/,
];

const LABELLED = /^(?<label>[^:]{2,48}?)\s*:\s*(?<value>.*)$/;

/** What the `label : value` lines after the halves say, and which of the lines were understood. */
export function readSessionLabels(
  source: string,
  lines: readonly Line[],
): { readonly values: Values; readonly quotes: Quotes; readonly read: ReadonlySet<number> } {
  const found = new Map<UsedLabel, { readonly value: string; readonly line: Line }>();
  const read = new Set<number>();
  for (const line of lines) {
    const cells = LABELLED.exec(line.text.trim())?.groups;
    const label = cells?.label ?? '';
    const used = usedLabel(label);
    if (used !== null) found.set(used, { value: (cells?.value ?? '').trim(), line });
    if (used !== null || KNOWN.some((known) => known.test(label))) read.add(line.number);
  }
  const text = (label: UsedLabel): string | null => found.get(label)?.value.replace(/\s+/g, ' ') || null;
  const quote = (label: UsedLabel): Citation | null => {
    const line = found.get(label)?.line;
    return line ? cite(source, [line]) : null;
  };
  return { values: valuesFrom(text), quotes: quotesFrom(quote), read };
}

function usedLabel(label: string): UsedLabel | null {
  for (const name of Object.keys(USED)) {
    if (isUsedLabel(name) && USED[name].test(label)) return name;
  }
  return null;
}

function isUsedLabel(name: string): name is UsedLabel {
  return name in USED;
}

function valuesFrom(text: (label: UsedLabel) => string | null): Values {
  return {
    startTime: text('startTime'),
    timeoutSeconds: seconds(text('timeout')),
    timeToLiveSeconds: seconds(text('timeToLive')),
    bytesC2s: wholeNumber(text('bytesC2s') ?? undefined),
    bytesS2c: wholeNumber(text('bytesS2c') ?? undefined),
    packetsC2s: wholeNumber(text('packetsC2s') ?? undefined),
    packetsS2c: wholeNumber(text('packetsS2c') ?? undefined),
    vsys: text('vsys'),
    application: text('application'),
    rule: text('rule'),
    natRule:
      text('natRule')
        ?.replace(/\(vsys\d+\)$/, '')
        .trim() ?? null,
    translation: text('translation'),
    fromPeer: truth(text('fromPeer')),
    layer7: text('layer7'),
    offloaded: truth(text('offload')),
    ingress: text('ingress'),
    egress: text('egress'),
    trackerStage: text('trackerFirewall') ?? text('trackerL7'),
    endReason: text('endReason'),
  };
}

function quotesFrom(quote: (label: UsedLabel) => Citation | null): Quotes {
  return {
    bytesC2s: quote('bytesC2s'),
    bytesS2c: quote('bytesS2c'),
    endReason: quote('endReason'),
    trackerStage: quote('trackerFirewall') ?? quote('trackerL7'),
    fromPeer: quote('fromPeer'),
    startTime: quote('startTime'),
    ingress: quote('ingress'),
    egress: quote('egress'),
  };
}

function seconds(text: string | null): number | null {
  const amount = /^(\d+)\s*(?:s|secs?|seconds?)?$/i.exec(text ?? '')?.[1];
  return amount === undefined ? null : Number(amount);
}
