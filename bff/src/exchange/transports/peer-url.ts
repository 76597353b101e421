import { BlockList, isIP } from "node:net";
import { NotSent } from "./errors.ts";

/** Addresses that no peer can have: link-local (cloud metadata lies there), unspecified, multicast, broadcast. */
const never = new BlockList();
never.addSubnet("0.0.0.0", 8, "ipv4");
never.addSubnet("169.254.0.0", 16, "ipv4");
never.addSubnet("224.0.0.0", 3, "ipv4");
never.addAddress("::", "ipv6");
never.addSubnet("fe80::", 10, "ipv6");
never.addSubnet("ff00::", 8, "ipv6");

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * Why messages must not be sent to a URL, or null: https (http on loopback, elsewhere only where it was allowed), no
 * credentials, none of the addresses above. What a name resolves to is judged by `addressFault` when connecting.
 */
export function urlFault(text: string, allowHttp: boolean): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return "is not a URL";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must be https";
  if (url.username !== "" || url.password !== "") return "must not hold credentials";
  if (url.hash !== "") return "must not have a fragment";
  const host = hostOf(url);
  if (isIP(host)) return addressFault(url, host, allowHttp);
  return url.protocol === "http:" && !allowHttp && host !== "localhost" ? httpOnlyOnLoopback : null;
}

const httpOnlyOnLoopback = "must be https (http only on loopback, or with --allow-http)";

/** The same for one address that the URL's host has. */
export function addressFault(url: URL, address: string, allowHttp: boolean): string | null {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (never.check(address, family)) return `must not lead to ${address}`;
  const secured = url.protocol === "https:" || allowHttp || loopback.check(address, family);
  return secured ? null : httpOnlyOnLoopback;
}

/** The URL to send to. Throws NotSent. */
export function checkedUrl(text: string, allowHttp: boolean): URL {
  const fault = urlFault(text, allowHttp);
  if (fault !== null) throw new NotSent(`the peer's url ${fault}`);
  return new URL(text);
}

/** The host without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}
