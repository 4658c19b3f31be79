import type { At } from './at.ts';
import type { HostTableRoute, RouteFields, RuleAction, RuleSelector } from './linux-routing.ts';

/** Who makes the configuration of a host's network at boot. */
export type ConfigurationOwner = 'ifcfg' | 'network-manager' | 'netplan' | 'networkd' | 'interfaces' | 'ec2-net-utils';

/** What every piece of a configuration carries. */
export interface Configured extends At {
  readonly owner: ConfigurationOwner;
  /** The file's path when it is known. */
  readonly file: string | null;
  /** The interface that it belongs to; rules of it go and come with that interface. */
  readonly interface: string | null;
}

/** A rule that is made at boot or when its interface comes up. The priority is null where the kernel chooses. */
export interface ConfiguredRule extends Configured, RuleSelector {
  readonly kind: 'configured-rule';
  readonly family: HostTableRoute['family'];
  readonly priority: number | null;
  readonly action: RuleAction;
}

/** A route that is made at boot or when its interface comes up. The table is null where its owner chooses (`main`). */
export interface ConfiguredRoute extends Configured, RouteFields {
  readonly kind: 'configured-route';
  readonly table: string | null;
}

/**
 * One interface or connection of a configuration. Its presence says that the file was read, and with no
 * `configured-rule` of the same file, that it sets no rules (where `canHoldRules`).
 */
export interface ConfiguredInterface extends Configured {
  readonly kind: 'configured-interface';
  /** The name of the NetworkManager connection or of the netplan entry. */
  readonly name: string | null;
  /** Brought up at boot (`ONBOOT`, `autoconnect`). */
  readonly atBoot: boolean | null;
  readonly dhcp4: boolean | null;
  /** With prefix length where it is known. */
  readonly addresses: readonly string[];
  readonly gateways: readonly string[];
  /** The table that routes of this interface go to (`ipv4.route-table`, `RouteTable=`); null where not said. */
  readonly routeTable: string | null;
  /** False when it makes no default route (`DEFROUTE=no`, `never-default`, `use-routes: false`). */
  readonly defaultRoute: boolean | null;
  /** True when rules of this interface would stand here, and all of it was understood: none there is none at boot. */
  readonly canHoldRules: boolean;
}

/** A service or package that has to do with routes at boot: `policy-routes@ens6.service`, `amazon-ec2-net-utils`. */
export interface HostService extends At {
  readonly kind: 'host-service';
  readonly name: string;
  readonly loaded: boolean | null;
  readonly active: boolean | null;
  readonly enabled: boolean | null;
  /** Version of an installed package; null for a unit. */
  readonly version: string | null;
}
