// Writes the few protobuf messages that tests need, to make ONNX files that no exporter would.

export function concat(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A length-delimited field holding the parts. */
export function field(number: number, ...parts: Uint8Array[]): Uint8Array {
  const body = concat(...parts);
  return concat(varint(number * 8 + 2), varint(body.length), body);
}

export function string(number: number, text: string): Uint8Array {
  return field(number, new TextEncoder().encode(text));
}

/** A NodeProto in its GraphProto field. */
export function node(type: string, domain = ''): Uint8Array {
  return field(1, string(4, type), string(7, domain));
}

/** An initializer in its GraphProto field, whose data lies in another file. */
export function externalTensor(location: string): Uint8Array {
  return field(5, field(13, string(1, 'location'), string(2, location)));
}

/** A ModelProto whose graph holds the parts. */
export function modelOf(...parts: Uint8Array[]): Uint8Array {
  return field(7, ...parts);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Uint8Array.from([...bytes, left]);
    bytes.push((left % 128) | 0x80);
  }
}
