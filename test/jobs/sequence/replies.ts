import { readEvidence } from '../../../src/evidence/read.ts';
import { type DeviceView, deviceView } from '../../../src/jobs/sequence/device-view.ts';
import type { RawEvidence } from '../../../src/model/evidence.ts';
import type { Flow } from '../../../src/model/flow.ts';
import { cliOf } from '../../../src/model/panos-cli.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';

/** What a firewall replied to a command, as it becomes evidence of a run. */
export function reply(device: string, command: PanosCommand, result: string): RawEvidence {
  const cli = cliOf(command);
  const text = result.startsWith('<response')
    ? result
    : `<response status="success"><result>${result}</result></response>`;
  return { source: `${device}: ${cli}`, text, obtained: 'api', observer: device, command: cli };
}

interface Known {
  readonly device: string;
  readonly flow: Flow | null;
  readonly routers?: readonly string[];
  readonly asked?: readonly PanosCommand[];
}

/** How the firewall stands after these replies. */
export function viewAfter(known: Known, ...replies: readonly RawEvidence[]): DeviceView {
  const { device, flow, routers = [], asked = [] } = known;
  return deviceView({ device: { name: device, routers }, flow, evidence: readEvidence(replies), asked });
}

/** The commands in CLI words. */
export function typed(commands: readonly PanosCommand[]): readonly string[] {
  return commands.map(cliOf);
}

export function ports(...all: readonly (readonly [name: string, zone: string, forwarding: string])[]): string {
  const entries = all.map(
    ([name, zone, forwarding]) =>
      `<entry><name>${name}</name><zone>${zone}</zone><fwd>${forwarding}</fwd><vsys>1</vsys><dyn-addr/><addr6/><tag>0</tag><ip>N/A</ip><id>16</id><addr/></entry>`,
  );
  return `<ifnet>${entries.join('')}</ifnet><hw></hw>`;
}

interface Row {
  readonly id: number;
  readonly from: readonly [address: string, port: number, zone: string, ingress: string];
  readonly to: readonly [address: string, port: number, zone: string, egress: string];
  readonly sentFrom?: readonly [address: string, port: number];
  readonly sentTo?: readonly [address: string, port: number];
  readonly at: string;
}

/** One entry of `show session all`. `sentFrom` and `sentTo` are what NAT makes of the ends. */
export function row({ id, from, to, sentFrom, sentTo, at }: Row): string {
  const [source, sport, zone, ingress] = from;
  const [dst, dport, toZone, egress] = to;
  const [xsource, xsport] = sentFrom ?? [source, sport];
  const [xdst, xdport] = sentTo ?? [dst, dport];
  return `<entry><dst>${dst}</dst><xsource>${xsource}</xsource><source>${source}</source><xdst>${xdst}</xdst>
    <xsport>${xsport}</xsport><xdport>${xdport}</xdport><sport>${sport}</sport><dport>${dport}</dport><proto>6</proto>
    <from>${zone}</from><to>${toZone}</to><start-time>Tue Nov 10 ${at} 2026</start-time><nat>False</nat>
    <srcnat>False</srcnat><dstnat>False</dstnat><state>ACTIVE</state><type>FLOW</type>
    <total-byte-count>640</total-byte-count><idx>${id}</idx><vsys>vsys1</vsys><application>incomplete</application>
    <security-rule>out</security-rule><ingress>${ingress}</ingress><egress>${egress}</egress><flags> </flags></entry>`;
}
