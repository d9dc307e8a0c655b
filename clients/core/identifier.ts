/** A random id of 128 bits as 32 hexadecimal digits. (`crypto.randomUUID` is missing in Chrome 87 and on plain http.) */
export function randomId(fill: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)): string {
  return Array.from(fill(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
