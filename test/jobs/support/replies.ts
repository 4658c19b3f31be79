/** Replies of PAN-OS as the API gives them; addresses of RFC 5737 and 1918, invented names. */

interface Setting {
  readonly filter?: string;
  readonly enabled?: boolean;
  readonly capture?: boolean;
}

export function diagSetting({ filter, enabled = filter !== undefined, capture = false }: Setting = {}): string {
  const rule = '-'.repeat(80);
  return [
    `<response status="success"><result><![CDATA[${rule}`,
    ...['Packet diagnosis setting:', rule, 'Packet filter', `  Enabled:                   ${yes(enabled)}`],
    '  Match pre-parsed packet:   no',
    ...(filter === undefined ? [] : [`  Index 1: ${filter}, proto 0`]),
    ...[rule, 'Logging', '  Enabled:                   no', '  Log-throttle:              no', rule],
    ...['Packet capture', `  Enabled:                   ${yes(capture)}`, '  Snaplen:                   0', rule],
    ']]></result></response>',
  ].join('\n');
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}

export function sessionId(
  given: { readonly client?: string; readonly server?: string; readonly start?: string } = {},
): string {
  const { client = '10.40.1.20', server = '203.0.113.80', start = 'Mon May  4 11:58:03 2026' } = given;
  return `<response status="success"><result>
  <c2s><source>${client}</source><source-zone>users</source-zone><dst>${server}</dst><proto>6</proto>
    <sport>50212</sport><dport>443</dport><state>ACTIVE</state><type>FLOW</type></c2s>
  <s2c><source>${server}</source><source-zone>isp-a</source-zone><dst>198.51.100.7</dst><proto>6</proto>
    <sport>443</sport><dport>21877</dport><state>ACTIVE</state><type>FLOW</type></s2c>
  <start-time>${start}</start-time>
  <timeout>3600</timeout>
  <c2s-octets>222</c2s-octets>
  <s2c-octets>0</s2c-octets>
  <c2s-packets>3</c2s-packets>
  <s2c-packets>0</s2c-packets>
  <vsys>vsys1</vsys>
  <application>incomplete</application>
  <rule>users to web</rule>
  <igr-if>ethernet1/2</igr-if>
  <egr-if>ethernet1/1</egr-if>
</result></response>`;
}

export const SESSION_GONE =
  "<response status=\"error\"><msg><line>Bad Key: c2s: 'c2s'</line><line>Bad Key: s2c: 's2c'</line></msg></response>";

/** `show session all`: one session of the flow, as `sessionId` shows it. */
export function sessionList(id: number): string {
  return `<response status="success"><result><entry>
  <dst>203.0.113.80</dst><xsource>198.51.100.7</xsource><source>10.40.1.20</source><xdst>203.0.113.80</xdst>
  <xsport>21877</xsport><xdport>443</xdport><sport>50212</sport><dport>443</dport><proto>6</proto>
  <from>users</from><to>isp-a</to><start-time>Mon May  4 11:58:03 2026</start-time><nat>True</nat>
  <srcnat>True</srcnat><dstnat>False</dstnat><proxy>False</proxy><decrypt-mirror>False</decrypt-mirror>
  <state>ACTIVE</state><type>FLOW</type><total-byte-count>222</total-byte-count><idx>${id}</idx>
  <vsys-idx>1</vsys-idx><vsys>vsys1</vsys><application>incomplete</application>
  <security-rule>users to web</security-rule><ingress>ethernet1/2</ingress><egress>ethernet1/1</egress>
  <flags>NS</flags>
</entry></result></response>`;
}

export const NO_SESSIONS = '<response status="success"><result></result></response>';
