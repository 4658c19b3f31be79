/** Addresses of 10.0.0.0/8, one a number, so that no two rows are the same. */
function address(index: number, net: number): string {
  return `10.${net}.${(index >> 8) & 255}.${index & 255}`;
}

/** `show session all` of a busy firewall, three lines a session in the two-line layout of the CLI. */
export function sessionTable(rows: number): string {
  const lines = [
    'admin@FW-BENCH> show session all',
    '',
    '--------------------------------------------------------------------------------',
    'ID          Application    State   Type Flag  Src[Sport]/Zone/Proto (translated IP[Port])',
    'Vsys                                          Dst[Dport]/Zone (translated IP[Port])',
    '--------------------------------------------------------------------------------',
  ];
  for (let row = 0; row < rows; row += 1) {
    const port = 1024 + (row % 60_000);
    lines.push(
      `${String(row + 1).padEnd(12)} web-browsing   ACTIVE  FLOW  NS   ${address(row, 20)}[${port}]/users/6  (203.0.113.7[${port}])`,
      `vsys1                                          ${address(row, 50)}[443]/dmz  (${address(row, 50)}[443])`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The same sessions as the XML API gives them. */
export function sessionReply(rows: number): string {
  const lines = ['<response status="success"><result>'];
  for (let row = 0; row < rows; row += 1) {
    lines.push(
      '<entry>',
      `<idx>${row + 1}</idx><vsys>vsys1</vsys><vsys-idx>1</vsys-idx>`,
      '<application>web-browsing</application><state>ACTIVE</state><type>FLOW</type><proto>6</proto>',
      `<source>${address(row, 20)}</source><sport>${1024 + (row % 60_000)}</sport><from>users</from>`,
      `<dst>${address(row, 50)}</dst><dport>443</dport><to>dmz</to>`,
      '<nat>False</nat><srcnat>False</srcnat><dstnat>False</dstnat>',
      '<start-time>Tue Nov 10 12:20:31 2026</start-time><total-byte-count>5120</total-byte-count>',
      '</entry>',
    );
  }
  lines.push('</result></response>');
  return `${lines.join('\n')}\n`;
}

/** `show routing fib` with this many entries, of two interfaces in turn. */
export function forwardingTable(entries: number): string {
  const lines = [
    'admin@FW-BENCH> show routing fib',
    '',
    'total virtual-router shown :              1',
    '',
    '--------------------------------------------------------------------------------',
    'virtual-router name: default',
    'interfaces:',
    '    ethernet1/1 ethernet1/2',
    '',
    'route table:',
    'flags: u - up, h - host, g - gateway, e - ecmp, * - preferred path',
    '',
    'maximum of fib entries for device:                 32000',
    `number of fib entries for device:                  ${entries}`,
    'maximum of ipv4 fib entries for this fib:          32000',
    `number of ipv4 fib entries for this fib:           ${entries}`,
    '',
    'id      destination           nexthop            flags  interface          mtu',
    '--------------------------------------------------------------------------------',
  ];
  for (let entry = 0; entry < entries; entry += 1) {
    const prefix = `10.${20 + (entry >> 14)}.${(entry >> 6) & 255}.${(entry & 63) * 4}/30`;
    lines.push(
      `${String(entry + 1).padEnd(8)}${prefix.padEnd(22)}${'192.0.2.1'.padEnd(19)}ug     ethernet1/${1 + (entry % 2)}        1500`,
    );
  }
  return `${lines.join('\n')}\n`;
}
