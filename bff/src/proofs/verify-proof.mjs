// Verifies a proof of application without anything of the portal's but its public key: SM3 (GB/T 32905), SM2
// (GB/T 32918.2) and the Merkle tree of RFC 6962 with SM3. It runs in Node and, as it stands, in a page without a network.
// The format is described in docs/proof.md.

const mask = 0xffffffff;
const rotate = (x, n) => ((x << (n % 32)) | (x >>> ((32 - (n % 32)) % 32))) >>> 0;

/** SM3 of bytes, as 64 hex digits. */
export function sm3(bytes) {
  const length = bytes.length;
  const padded = new Uint8Array(((length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
  view.setUint32(padded.length - 4, (length << 3) >>> 0);
  let v = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
  for (let at = 0; at < padded.length; at += 64) v = compress(v, view, at);
  return v.map((word) => word.toString(16).padStart(8, "0")).join("");
}

function compress(v, view, at) {
  const p1 = (x) => x ^ rotate(x, 15) ^ rotate(x, 23);
  const w = Array.from({ length: 16 }, (_, i) => view.getUint32(at + i * 4));
  for (let i = 16; i < 68; i++)
    w.push((p1(w[i - 16] ^ w[i - 9] ^ rotate(w[i - 3], 15)) ^ rotate(w[i - 13], 7) ^ w[i - 6]) >>> 0);
  let [a, b, c, d, e, f, g, h] = v;
  for (let i = 0; i < 64; i++) {
    const ss1 = rotate((rotate(a, 12) + e + rotate(i < 16 ? 0x79cc4519 : 0x7a879d8a, i)) & mask, 7);
    const ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (w[i] ^ w[i + 4])) >>> 0;
    const tt2 = (gg + h + ss1 + w[i]) >>> 0;
    [d, c, b, a] = [c, rotate(b, 9), a, tt1];
    [h, g, f, e] = [g, rotate(f, 19), e, (tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17)) >>> 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word ^ v[i]) >>> 0);
}

const utf8 = (text) => new TextEncoder().encode(text);
const hexBytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
export const sm3Text = (text) => sm3(utf8(text));

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const A = P - 3n;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const G = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
];
const mod = (x, m) => ((x % m) + m) % m;

function inverse(x, m) {
  let [a, b, u, w] = [mod(x, m), m, 1n, 0n];
  while (a > 1n) {
    const q = b / a;
    [b, a] = [a, b % a];
    [w, u] = [u, w - q * u];
  }
  return mod(u, m);
}

function add(p, q) {
  if (p === null || q === null) return p ?? q;
  if (p[0] === q[0] && mod(p[1] + q[1], P) === 0n) return null;
  const slope =
    p[0] === q[0]
      ? (3n * p[0] * p[0] + A) * inverse(2n * p[1], P)
      : (q[1] - p[1]) * inverse(mod(q[0] - p[0], P), P);
  const x = mod(slope * slope - p[0] - q[0], P);
  return [x, mod(slope * (p[0] - x) - p[1], P)];
}

function times(k, point) {
  let sum = null;
  for (let q = point; k > 0n; k >>= 1n, q = add(q, q)) if (k & 1n) sum = add(sum, q);
  return sum;
}

/** Whether `signature` (r and s, 128 hex digits) is that key's (130 hex digits, 04…) over the text. */
export function isSigned(text, signature, publicKey) {
  if (!/^[\da-f]{128}$/.test(signature) || !/^04[\da-f]{128}$/.test(publicKey)) return false;
  const number = (hex) => BigInt(`0x${hex}`);
  const [r, s] = [number(signature.slice(0, 64)), number(signature.slice(64))];
  const key = [number(publicKey.slice(2, 66)), number(publicKey.slice(66))];
  const onCurve = mod(key[1] * key[1] - key[0] ** 3n - A * key[0] - B, P) === 0n && key[0] < P && key[1] < P;
  if (!onCurve || r < 1n || r >= N || s < 1n || s >= N || mod(r + s, N) === 0n) return false;
  const hex = (x) => x.toString(16).padStart(64, "0");
  const za = join([0, 128], utf8("1234567812345678"), hexBytes([A, B, ...G, ...key].map(hex).join("")));
  const e = number(sm3(join(hexBytes(sm3(za)), utf8(text))));
  const point = add(times(s, G), times(mod(r + s, N), key));
  return point !== null && mod(e + point[0], N) === r;
}

const node = (first, ...parts) => sm3(join([first], ...parts.map(hexBytes)));

function isIncluded({ entry, steps, head }) {
  const climb = (at, { side, hash }) => (side === "left" ? node(1, hash, at) : node(1, at, hash));
  return steps.reduce(climb, node(0, entry.hash)) === head.root;
}

function hashOfEntry({ chain, seq, at, who, act, on, result, digest, prev }) {
  return sm3Text(JSON.stringify([chain, seq, at, who, act, on, result, digest, prev]));
}

function hashOfHead({ day, ranges, entries, root, prev }) {
  const spans = ranges.map(({ chain, from, to, last }) => [chain, from, to, last]);
  return sm3Text(JSON.stringify([day, spans, entries, root, prev]));
}

/** What each object may hold, and nothing else: whatever stands in the file is vouched for by something. */
const members = {
  proof: ["format", "links", "disclosed"],
  link: ["statement", "signature", "publicKey", "entry", "inclusion"],
  entry: ["_id", "chain", "seq", "at", "who", "act", "on", "result", "digest", "prev", "hash"],
  inclusion: ["head", "steps"],
  head: ["_id", "day", "ranges", "entries", "root", "prev", "hash", "signature", "publicKey"],
  range: ["chain", "from", "to", "last"],
  step: ["side", "hash"],
  answer: ["name", "salt", "value"],
};

function isWhole(kind, value) {
  const names = Object.keys(value);
  return names.length === members[kind].length && names.every((name) => members[kind].includes(name));
}

/** Names by which the store finds entry and head; they say again what is hashed. */
const isNamed = ({ _id, chain, seq }) => _id === `${chain}:${String(seq).padStart(12, "0")}`;

function isWholeInclusion(inclusion) {
  const { head, steps } = inclusion;
  const sides = steps.every(
    (step) => isWhole("step", step) && /^(left|right)$/.test(step.side) && /^[\da-f]{64}$/.test(step.hash),
  );
  const ranges = head.ranges.every((range) => isWhole("range", range));
  return sides && ranges && isWhole("inclusion", inclusion) && isWhole("head", head) && head._id === head.day;
}

const words = {
  submitted: (s) => `平台于 ${s.at} 收存了流水号 ${s.businessSn} 的申请（业务 ${s.business}）。`,
  delivered: (s) => `平台记录：${s.region} 的系统于 ${s.at} 确认收到这份申请。`,
  accepted: (s) => `平台记录：办理机构的反馈（状态 ${s.state}）于 ${s.at} 到达平台，申请已受理。`,
};

/**
 * @param {string} text the file: JSON, or a PDF that holds it
 * @param {string[]} [trusted] public keys that are known to be the portal's; none: the signature's own key is named
 * @returns {{good: boolean, says: string[], faults: string[]}}
 */
export function verifyProof(text, trusted = []) {
  const says = [];
  const faults = [];
  const signed = [];
  const must = (holds, fault) => {
    if (!holds) faults.push(fault);
    return holds;
  };
  try {
    const proof = JSON.parse(proofIn(text));
    must(
      proof.format === "road-transport-portal/proof-1" && isWhole("proof", proof),
      "不是本格式的申请凭证。",
    );
    let before = "";
    proof.links.forEach((link, index) => {
      const { statement, signature, publicKey, entry, inclusion } = link;
      const said = JSON.parse(statement);
      const name = `第 ${index + 1} 环`;
      must(trusted.length === 0 || trusted.includes(publicKey), `${name}：签名的公钥不是平台公布的公钥。`);
      signed.push([statement, signature, publicKey, `${name}：签名不成立，内容或签名被改动。`]);
      must(said.before === undefined ? index === 0 : said.before === before, `${name}：没有接在前一环之后。`);
      must(
        index === 0 || said.businessSn === JSON.parse(proof.links[0].statement).businessSn,
        `${name}：说的是另一件申请。`,
      );
      must(isWhole("link", link) && isWhole("entry", entry) && isNamed(entry), `${name}：多出或缺少内容。`);
      must(hashOfEntry(entry) === entry.hash, `${name}：留痕记录被改动。`);
      must(entry.digest === (said.evidence ?? sm3Text(statement)), `${name}：留痕记录说的不是这份内容。`);
      says.push(words[said.kind]?.(said) ?? said.kind);
      if (inclusion) {
        const { head } = inclusion;
        must(isWholeInclusion(inclusion), `${name}：当日留痕多出或缺少内容。`);
        must(isIncluded({ entry, ...inclusion }), `${name}：不在当日留痕之内。`);
        must(hashOfHead(head) === head.hash, `${name}：当日留痕被改动。`);
        signed.push([head.hash, head.signature, head.publicKey, `${name}：当日留痕的签名不成立。`]);
        must(trusted.length === 0 || trusted.includes(head.publicKey), `${name}：当日留痕不是平台签的。`);
        says.push(`${name}已列入 ${head.day} 的公开留痕（${head.hash}），可与平台公布的比对。`);
      } else says.push(`${name}当日留痕尚未公布，时间目前只有平台的签名为证。`);
      if (trusted.length === 0) says.push(`${name}签名公钥：${publicKey}（请与平台公布的比对）。`);
      before = sm3Text(statement);
    });
    const { answers } = JSON.parse(proof.links[0].statement);
    for (const one of proof.disclosed) {
      const { name, salt, value } = one;
      const digest = answers.find((one) => one.name === name)?.digest;
      const holds = must(
        digest === sm3Text(JSON.stringify([salt, name, value])) && isWhole("answer", one),
        `${name}：与提交时的内容不符。`,
      );
      if (holds) says.push(`提交时 ${name} = ${value}`);
    }
    // Last, since they cost the most: a telephone is asked to reckon them only where all else holds.
    if (faults.length === 0)
      for (const [text, by, key, fault] of signed) must(isSigned(text, by, key), fault);
  } catch {
    faults.push("文件不是申请凭证，或已损坏。");
  }
  if (faults.length === 0)
    says.push("本凭证只证明平台在上述时间持有上述内容，不证明内容属实，也不是审批结果。");
  return { good: faults.length === 0, says, faults };
}

function proofIn(text) {
  if (!text.startsWith("%PDF")) return text;
  const base64 = /\((eyJ[\w+/=]+)\)/.exec(text)?.[1] ?? "";
  const bytes = atob(base64);
  if (btoa(bytes) !== base64) throw new Error("bits that say nothing were changed");
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
}
