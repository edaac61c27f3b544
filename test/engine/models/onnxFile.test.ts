import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { EngineError } from '../../../src/engine/errors';
import { arraySource, readOnnxFile, summarizeOnnx } from '../../../src/engine/models/onnxFile';
import { concat, externalTensor, field, modelOf, node, string } from '../../support/protobuf';
import { tinyDecoderDir } from '../../support/tinyDecoder';

const summarize = (bytes: Uint8Array) => summarizeOnnx(arraySource(bytes), 'onnx/model.onnx');
const locations = (bytes: Uint8Array) => [...summarize(bytes).externalLocations];

suite('onnxFile', () => {
  test('names the operators of a real graph', () => {
    const { operators, externalLocations } = readOnnxFile(join(tinyDecoderDir, 'onnx/model.onnx'), 'onnx/model.onnx');
    assert.ok(operators.has('com.microsoft:GroupQueryAttention'));
    assert.ok(operators.has('MatMul'));
    assert.equal(externalLocations.size, 0);
  });

  test('finds external data of initializers', () => {
    assert.deepEqual(locations(modelOf(node('Add'), externalTensor('model.onnx_data'))), ['model.onnx_data']);
  });

  test('finds external data inside attributes, subgraphs, sparse tensors, functions and training graphs', () => {
    const tensor = externalTensor('x').subarray(2); // the message without its GraphProto tag and length
    assert.equal(externalTensor('x')[0], (5 << 3) | 2);
    const inNode = (attribute: Uint8Array) => modelOf(field(1, string(4, 'If'), field(5, attribute)));
    const graph = concat(node('Add'), externalTensor('x'));
    const sparse = field(1, tensor);
    for (const model of [
      inNode(field(5, tensor)),
      inNode(field(6, graph)),
      inNode(field(10, tensor)),
      inNode(field(11, graph)),
      inNode(field(22, sparse)),
      inNode(field(23, sparse)),
      modelOf(node('Add'), field(15, sparse)),
      concat(modelOf(node('Add')), field(20, field(1, graph))),
      concat(modelOf(node('Add')), field(20, field(2, graph))),
      concat(modelOf(node('Add')), field(25, field(7, string(4, 'If'), field(5, field(5, tensor))))),
      concat(modelOf(node('Add')), field(25, field(11, field(5, tensor)))),
    ]) {
      assert.deepEqual(locations(model), ['x']);
    }
  });

  test('reads a key behind its value', () => {
    const entry = field(13, string(2, '../x'), string(1, 'location'));
    assert.deepEqual(locations(modelOf(node('Add'), field(5, entry))), ['../x']);
  });

  test('a cut anywhere is modelInvalid or, between two whole fields, still a graph', () => {
    const whole = readFileSync(join(tinyDecoderDir, 'onnx/model.onnx'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        try {
          summarize(whole.subarray(0, length));
        } catch (error) {
          assert.ok(error instanceof EngineError);
          assert.equal(error.code, 'modelInvalid');
        }
      }),
    );
    assert.throws(() => summarize(whole.subarray(0, whole.length >> 1)), {
      code: 'modelInvalid',
      message: /^onnx\/model.onnx is truncated.*Reinstall/,
    });
  });

  test('garbage is modelInvalid, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          summarize(bytes);
        } catch (error) {
          assert.ok(error instanceof EngineError, String(error));
        }
      }),
    );
    assert.throws(() => summarize(new Uint8Array()), { code: 'modelInvalid' });
    assert.throws(() => summarize(new TextEncoder().encode('<!DOCTYPE html>')), { code: 'modelInvalid' });
    assert.throws(() => summarize(new TextEncoder().encode('version https://git-lfs')), { code: 'modelInvalid' });
  });

  test('a graph nested without end is modelInvalid', () => {
    let graph = node('Add');
    for (let depth = 0; depth < 60; depth++) graph = field(1, field(5, field(6, graph)));
    assert.throws(() => summarize(field(7, graph)), { code: 'modelInvalid', message: /nested/ });
  });
});
