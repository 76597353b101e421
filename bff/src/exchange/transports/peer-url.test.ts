import assert from "node:assert/strict";
import { test } from "node:test";
import { addressFault, urlFault } from "./peer-url.ts";

for (const [url, http, reason] of [
  ["https://province.example/exchange", false, null],
  ["https://10.1.2.3:8443/x?y=1", false, null],
  ["http://127.0.0.1:8080/exchange", false, null],
  ["http://127.9.9.9/", false, null],
  ["http://[::1]:8080/", false, null],
  ["http://localhost:8080/", false, null],
  ["http://10.1.2.3/exchange", true, null],
  ["http://province.example/exchange", true, null],
  ["http://10.1.2.3/exchange", false, /must be https/],
  ["http://province.example/", false, /must be https/],
  ["http://localhost.example/", false, /must be https/],
  ["http://[::ffff:10.1.2.3]/", false, /must be https/],
  ["ftp://127.0.0.1/", true, /must be https/],
  ["file:///etc/passwd", true, /must be https/],
  ["https://user:secret@province.example/", true, /credentials/],
  ["https://user@province.example/", true, /credentials/],
  ["https://province.example/#x", true, /fragment/],
  ["https://169.254.169.254/latest", true, /must not lead/],
  ["https://0xa9fea9fe/", true, /must not lead/],
  ["https://[fe80::1]/", true, /must not lead/],
  ["https://[::ffff:169.254.169.254]/", true, /must not lead/],
  ["https://0.0.0.0/", true, /must not lead/],
  ["https://[::]/", true, /must not lead/],
  ["https://224.0.0.1/", true, /must not lead/],
  ["https://255.255.255.255/", true, /must not lead/],
  ["nonsense", true, /not a URL/],
  [`https://a.example/${"x".repeat(2_000)}`, true, /not a URL/],
] as const)
  test(`a peer's url ${url.slice(0, 60)}${http ? " with http allowed" : ""} is ${reason === null ? "taken" : "refused"}`, () => {
    const fault = urlFault(url, http);
    if (reason === null) assert.equal(fault, null);
    else assert.match(fault ?? "", reason);
  });

test("what a name leads to is judged like an address in the url", () => {
  const http = new URL("http://localhost/");
  assert.equal(addressFault(http, "127.0.0.1", false), null);
  assert.match(addressFault(http, "10.0.0.1", false) ?? "", /must be https/);
  assert.match(
    addressFault(new URL("https://metadata.example/"), "169.254.169.254", true) ?? "",
    /must not lead/,
  );
});
