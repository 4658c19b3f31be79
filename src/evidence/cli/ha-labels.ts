/** Headings of the HA page, without their colon. */
const HEADINGS: readonly RegExp[] = [
  /^Group \d+$/,
  /^(?:Local|Peer|Device|Version|Cluster|Election Option) Information$/,
  /^HA[1-4] (?:Backup )?(?:Control|Data|Packet Forwarding|Packet-Forwarding|Cluster)?\s*(?:Backup )?Links? (?:Information|Joint Configuration)$/,
  /^HA[1-4](?: Backup)? [\w /-]*(?:Information|Configuration)$/,
  /^(?:Link|Path) Monitoring Information$/,
  /^(?:Virtual-Wire|VLAN|Virtual-Router|Logical-Router) Groups$/,
  /^(?:Group|Path|Virtual-Router|Logical-Router|VLAN|Virtual-Wire) [\w .-]+$/,
  /^(?:Version Compatibility|Configuration Synchronization|Active-(?:Active|Passive) Mode|Virtual Addresses?)$/,
  /^Initial Monitor Hold (?:in)?active; Allow Network\/Links to Settle$/,
];

/** Labels whose values nobody needs here. */
const LABELS: readonly RegExp[] = [
  /^(?:Version|Model|Mode|State|Serial Num(?:ber)?|Platform|Priority|Preemptive|Enabled|Failure condition|Running Configuration)$/,
  /^Management IPv[46] Address$/,
  /^(?:IP|IPv6|MAC|Gateway) ?(?:Address)?$/,
  /^(?:Interface|Link State|Port|Netmask|Gateway|Setting|Protocol|Transport|Action|Threshold)$/,
  /^(?:Link Monitor Interval|Encryption Enabled|Key Imported|Heartbeat Backup|HA2 Keep-alive(?: \w+)?)$/,
  /^(?:Promotion Hold|Hello Message|Heartbeat Ping|Preemption Hold|Monitor Fail Hold (?:Up|Down)|Addon Master Hold Up|Additional Master Hold Up|Tentative Hold) Interval$/,
  /^(?:Max # of Flaps|Preempt(?:ion)? Flap Count|Non-functional Flap Count|Passive Link State)$/,
  /^Network Config Sync [\w-]+$/,
  /^(?:Build Release|URL Database|Application Content|Anti-Virus|Threat Content|IOT Content|Device Dictionary|DLP|VM License(?: Type)?|Plugin \S+)$/i,
  /^(?:VPN|Global ?Protect) Client Software$/,
  /^[\w /-]+ Compatibility$/,
  /^(?:Software Version|(?:VM-Series|DLP|VMS|Plugin|VM License)[\w /-]*)$/,
  /^(?:Interface \S+|Path \S+|Destination \S+|Destination IP)$/,
  /^(?:Connection status|State Synchronization|Last (?:\S+ ){1,3}(?:reason|state)|State reason|Reason)$/i,
];

/** Sentences without a label. */
const SENTENCES: readonly RegExp[] = [
  /^Jumbo-Frames (?:dis|en)abled; MTU \d+$/,
  /^Connection (?:up|down)(?:;.*)?$/,
  /^Keep-alive config \w+; status \w+(?:;.*)?$/,
  /^Monitor Hold (?:in)?active; Allow settling after failure$/,
  /^Link and path monitoring failures (?:honored|ignored)$/,
  /^No [\w-]+ path monitoring groups$/,
  /^No (?:link|path) (?:monitoring )?groups?(?: configured)?$/i,
];

/** True for a line of the HA page that is understood and of no use here. */
export function isKnownHaLine(text: string): boolean {
  if (SENTENCES.some((sentence) => sentence.test(text))) return true;
  const colon = text.indexOf(':');
  const label = (colon === -1 ? text : text.slice(0, colon)).trim();
  const isHeading = colon === text.length - 1 || colon === -1;
  if (isHeading && HEADINGS.some((heading) => heading.test(label))) return true;
  return colon !== -1 && LABELS.some((known) => known.test(label));
}
