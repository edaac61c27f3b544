// What an ONNX file says about itself before onnxruntime opens it: the operators it uses and the files it would read.
// Walks the protobuf by hand, skipping the weights: the walk needs nine field numbers of a frozen format
// (onnx/onnx, onnx/onnx.proto3), a protobuf package would need a megabyte and the whole file in memory.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { EngineError, reinstall } from '../errors';

/** Bytes by position, so that the walk runs on a file or on an array. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the caller stays within `size`. Valid until the next read. */
  read(offset: number, length: number): Uint8Array;
}

export interface OnnxSummary {
  /** Operator types, those of other domains as "domain:Type". */
  operators: ReadonlySet<string>;
  /** `location` of every tensor whose data lies in another file, as written. */
  externalLocations: ReadonlySet<string>;
}

/** Reads the file's structure. Throws `modelInvalid` when it is cut off or no ONNX graph. `file` is for the message. */
export function readOnnxFile(path: string, file: string): OnnxSummary {
  const descriptor = openSync(path, 'r');
  try {
    return summarizeOnnx(fileSource(descriptor), file);
  } finally {
    closeSync(descriptor);
  }
}

/** {@link readOnnxFile} on any bytes. */
export function summarizeOnnx(source: ByteSource, file: string): OnnxSummary {
  const summary = { operators: new Set<string>(), externalLocations: new Set<string>() };
  const walker = new Walker(source, file, summary);
  walker.walk(MODEL, 0, source.size);
  if (summary.operators.size === 0) throw walker.broken('it holds no graph');
  return summary;
}

/** How to read a message: which fields hold messages of interest. Every other field is skipped. */
interface MessageType {
  fields: Readonly<Record<number, () => MessageType>>;
  /** String fields wanted, by name. */
  strings?: Readonly<Record<number, string>>;
  finish?: (strings: Readonly<Record<string, string>>, summary: MutableSummary) => void;
}

interface MutableSummary {
  operators: Set<string>;
  externalLocations: Set<string>;
}

/** StringStringEntryProto, inside TensorProto.external_data. */
const EXTERNAL_ENTRY: MessageType = {
  fields: {},
  strings: { 1: 'key', 2: 'value' },
  finish: ({ key, value }, summary) => {
    if (key === 'location') summary.externalLocations.add(value ?? '');
  },
};
const TENSOR: MessageType = { fields: { 13: () => EXTERNAL_ENTRY } };
/** SparseTensorProto: values, indices. */
const SPARSE_TENSOR: MessageType = { fields: { 1: () => TENSOR, 2: () => TENSOR } };
/** AttributeProto: t, g, tensors, graphs, sparse_tensor, sparse_tensors. */
const ATTRIBUTE: MessageType = {
  fields: {
    5: () => TENSOR,
    6: () => GRAPH,
    10: () => TENSOR,
    11: () => GRAPH,
    22: () => SPARSE_TENSOR,
    23: () => SPARSE_TENSOR,
  },
};
/** NodeProto: attribute, op_type, domain. */
const NODE: MessageType = {
  fields: { 5: () => ATTRIBUTE },
  strings: { 4: 'type', 7: 'domain' },
  finish: ({ type, domain }, summary) => {
    summary.operators.add(domain && domain !== 'ai.onnx' ? `${domain}:${type}` : (type ?? ''));
  },
};
/** GraphProto: node, initializer, sparse_initializer. */
const GRAPH: MessageType = { fields: { 1: () => NODE, 5: () => TENSOR, 15: () => SPARSE_TENSOR } };
/** FunctionProto: node, attribute_proto. */
const FUNCTION: MessageType = { fields: { 7: () => NODE, 11: () => ATTRIBUTE } };
/** TrainingInfoProto: initialization, algorithm. */
const TRAINING: MessageType = { fields: { 1: () => GRAPH, 2: () => GRAPH } };
/** ModelProto: graph, training_info, functions. */
const MODEL: MessageType = { fields: { 7: () => GRAPH, 20: () => TRAINING, 25: () => FUNCTION } };

/** Deeper than any real graph nests (If inside Loop inside ...); a hostile file must not end the process's stack. */
const MAX_DEPTH = 64;
/** A name or path longer than this is not one. */
const MAX_STRING_BYTES = 4096;

class Walker {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly file: string,
    private readonly summary: MutableSummary,
  ) {}

  walk(type: MessageType, from: number, to: number): void {
    if (++this.depth > MAX_DEPTH) throw this.broken('it is nested too deep');
    const strings: Record<string, string> = {};
    for (this.at = from; this.at < to; ) {
      const tag = this.readVarint(to);
      const field = Math.floor(tag / 8);
      const wire = tag % 8;
      if (wire === 0) this.readVarint(to);
      else if (wire === 1) this.skip(8, to);
      else if (wire === 5) this.skip(4, to);
      else if (wire === 2) this.readField(type, field, strings, to);
      else throw this.broken(`wire type ${wire} at byte ${this.at}`);
    }
    type.finish?.(strings, this.summary);
    this.depth--;
  }

  broken(reason: string): EngineError {
    const message = `${this.file} is truncated or is no ONNX file: ${reason}.`;
    return new EngineError('modelInvalid', message, { file: this.file, remedy: reinstall });
  }

  private readField(type: MessageType, field: number, strings: Record<string, string>, to: number): void {
    const length = this.readVarint(to);
    const start = this.at;
    this.skip(length, to);
    const end = this.at;
    const inner = type.fields[field];
    const name = type.strings?.[field];
    if (inner) this.walk(inner(), start, end);
    if (name) {
      if (length > MAX_STRING_BYTES) throw this.broken(`a name of ${length} bytes`);
      strings[name] = new TextDecoder().decode(this.source.read(start, length));
    }
    this.at = end;
  }

  private skip(length: number, to: number): void {
    if (length > to - this.at) throw this.broken(`it ends ${length - (to - this.at)} bytes too early`);
    this.at += length;
  }

  /** Lengths and tags are under 2^53; larger varints (negative enums) are only ever skipped. */
  private readVarint(to: number): number {
    let value = 0;
    for (let shift = 0; shift < 10; shift++) {
      if (this.at >= to) throw this.broken('it ends inside a number');
      const byte = this.source.read(this.at++, 1)[0]!;
      value += (byte & 0x7f) * 2 ** (7 * shift);
      if (byte < 0x80) return value;
    }
    throw this.broken(`no number at byte ${this.at}`);
  }
}

/** Bytes that are in memory. */
export function arraySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Reads ahead by a window; a skip over weights costs nothing. */
function fileSource(descriptor: number): ByteSource {
  const window = Buffer.alloc(64 * 1024);
  let start = 0;
  let filled = 0;
  return {
    size: fstatSync(descriptor).size,
    read: (offset, length) => {
      if (offset < start || offset + length > start + filled) {
        start = offset;
        filled = readSync(descriptor, window, 0, window.length, offset);
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}
