/**
 * Puts a prefix before each line of a chunk. With strings that would take longer than all else that happens to a line, so
 * it copies words of four bytes, and into the same memory again and again.
 */
import { bufferOf, controlBits, hasC1, isControl, lineFeed, noteScan } from "./line-bytes.ts";

/** These are in bytes. */
const memoryLength = 128 * 1024;
const longestPrefix = 1024;
/** What a line may take, with its prefix, at the end of the memory; a longer one goes to its beginning. */
const margin = 8 * 1024;

interface Memory {
  readonly bytes: Buffer;
  readonly view: DataView;
}

let memory: Memory | undefined;
/** Successive chunks are mostly of one program. */
let lastPrefix: Prefix | undefined;

/**
 * Hands the lines to `write`, each behind the prefix, up to the first that holds a control character or is too long.
 * Returns how many bytes of the chunk these lines are. What `write` gets is valid only until it returns.
 */
export function writePrefixed(
  prefix: string,
  chunk: Uint8Array,
  write: (bytes: Uint8Array) => void,
): number {
  const lines = bufferOf(chunk);
  if (lastPrefix?.text !== prefix) lastPrefix = prefixOf(prefix);
  const { length: prefixLength, words: prefixWords } = lastPrefix;
  if (prefixLength > longestPrefix || hasC1(lines)) return 0;
  memory ??= newMemory();
  const { bytes, view } = memory;
  const from = new DataView(lines.buffer, lines.byteOffset, lines.length);
  const end = lines.length;
  // Where to read and to write next, and where the line began, its prefix too.
  let at = 0;
  let out = 0;
  let lineAt = 0;
  let lineOut = 0;
  let count = 0;
  while (at < end) {
    if (lineAt === at) {
      if (out > memoryLength - margin) {
        write(bytes.subarray(0, out));
        out = 0;
      }
      lineOut = out;
      // The last word may be longer than the prefix; the line then overwrites the rest.
      for (let index = 0; index < prefixWords.length; index += 1) {
        view.setInt32(out + index * 4, prefixWords[index] ?? 0, true);
      }
      out += prefixLength;
    }
    let length = 1;
    let byte = 0;
    if (at + 4 <= end) {
      const word = from.getInt32(at, true);
      view.setInt32(out, word, true);
      const bits = controlBits(word);
      if (bits === 0) {
        at += 4;
        out += 4;
        if (out <= memoryLength - 4) continue;
        break;
      }
      const index = (31 - Math.clz32(bits & -bits)) >> 3;
      byte = (word >>> (index * 8)) & 0xff;
      length = index + 1;
    } else {
      byte = from.getUint8(at);
      view.setUint8(out, byte);
    }
    at += length;
    out += length;
    if (byte === lineFeed) {
      count += 1;
      lineAt = at;
      lineOut = out;
    } else if (isControl(byte) || out > memoryLength - 4) break;
  }
  if (lineOut > 0) write(bytes.subarray(0, lineOut));
  if (lineAt === end) noteScan(chunk, { count, isPlain: true });
  return lineAt;
}

function newMemory(): Memory {
  const bytes = Buffer.allocUnsafeSlow(memoryLength);
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}

interface Prefix {
  readonly text: string;
  /** In bytes. */
  readonly length: number;
  /** The bytes and some more. */
  readonly words: Int32Array;
}

function prefixOf(text: string): Prefix {
  const bytes = Buffer.from(text);
  const paddedBytes = new Uint8Array((bytes.length + 3) & ~3);
  paddedBytes.set(bytes);
  const view = new DataView(paddedBytes.buffer);
  const words = Int32Array.from({ length: paddedBytes.length / 4 }, (_, index) =>
    view.getInt32(index * 4, true),
  );
  return { text, length: bytes.length, words };
}
