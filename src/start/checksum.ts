/**
 * Finds damage, but not forgery: a change of any one word changes the sum. Loading `node:zlib` for its `crc32`, or
 * `node:crypto`, would take longer than everything else that a start does with its cache.
 */
export function checksum(data: Buffer): number {
  const alignedData = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data);
  const words = new Uint32Array(alignedData.buffer, alignedData.byteOffset, data.length >>> 2);
  let sum = data.length;
  for (let index = 0; index < words.length; index += 1) sum = mix(sum, words[index] ?? 0);
  for (let index = words.length * 4; index < data.length; index += 1) {
    sum = mix(sum, data[index] ?? 0);
  }
  return sum >>> 0;
}

function mix(sum: number, word: number): number {
  const mixture = Math.imul(sum ^ word, 0x9e3779b1);
  return mixture ^ (mixture >>> 15);
}
