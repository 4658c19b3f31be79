import type { AwsNetworkInterface } from '../../model/facts.ts';
import type { Protocol } from '../../model/flow.ts';
import { protocolNumber } from '../../model/flow.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { interfaceWith, subnetWith, type Vpc } from './vpc.ts';

/** One end of the flow as AWS knows it. */
export interface VpcEnd {
  readonly addresses: readonly string[];
  /** The address that was found in the network, else the first. */
  readonly address: string;
  readonly port: number | null;
  readonly interface: AwsNetworkInterface | null;
  readonly subnet: string | null;
}

export interface VpcFlow {
  readonly protocol: Protocol;
  /** IP protocol number. */
  readonly number: number;
  readonly client: VpcEnd;
  readonly server: VpcEnd;
}

/** The flow's ends, found in the network by any of the names that sessions gave them. */
export function vpcFlow(vpc: Vpc, ends: FlowEnds | null): VpcFlow | null {
  if (ends === null) return null;
  const client = endOf(vpc, ends.clients);
  const server = endOf(vpc, ends.servers);
  if (client === null || server === null) return null;
  return { protocol: ends.protocol, number: protocolNumber(ends.protocol), client, server };
}

function endOf(vpc: Vpc, names: FlowEnds['clients']): VpcEnd | null {
  const [first] = names;
  if (first === undefined) return null;
  const placed = names.find(({ address }) => subnetWith(vpc, address) !== null) ?? first;
  return {
    addresses: names.map(({ address }) => address),
    address: placed.address,
    port: placed.port,
    interface: interfaceWith(vpc, placed.address),
    subnet: subnetWith(vpc, placed.address),
  };
}
