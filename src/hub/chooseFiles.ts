// Of a repository's files those that the engine needs, for each way its weights are stored, the one that suits a CPU
// first. Knows names and config.json; opens no graph.

import { HubError } from '../modelStore/storeError';
import { classOfModel, kindOfModel } from '../shared/modelKind';
import type { BundleKind } from '../shared/protocol/engine';
import type { HubFile, HubVariant } from '../shared/protocol/hub';

type Json = Readonly<Record<string, unknown>>;

/**
 * Suffixes of graphs by transformers.js' name of the variant (its utils/dtypes.js), what suits a CPU first: 8 bits are
 * the smallest that cost next to nothing; 16-bit floats are computed as 32-bit ones there and save no time.
 */
const suffixes: readonly (readonly [name: string, suffix: string])[] = [
  ['q8', '_quantized'],
  ['int8', '_int8'],
  ['uint8', '_uint8'],
  ['fp32', ''],
  ['q4', '_q4'],
  ['bnb4', '_bnb4'],
  ['q4f16', '_q4f16'],
  ['fp16', '_fp16'],
];

export const variantNames: readonly string[] = suffixes.map(([name]) => name);

/** Graphs a kind consists of, each the first of its list that is there; the first set of them that is whole. */
const stems: Readonly<Record<BundleKind, readonly (readonly (readonly string[])[])[]>> = {
  completion: [[['model', 'decoder_model_merged']]],
  'fill-mask': [[['model']]],
  seq2seq: [
    [['encoder_model'], ['decoder_model_merged']],
    [['encoder_model'], ['decoder_model'], ['decoder_with_past_model']],
  ],
};

/** Beside the graphs; the first two must be there. */
const neededFiles = ['config.json', 'tokenizer.json'];
const usefulFiles = [
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'generation_config.json',
  'localtext.json',
  'README.md',
];
const licenceFile = /^(?:licen[cs]e|notice|copying|use_policy)(?:[.-][\w.-]+)?$/i;
/** Of tokenizers that have no tokenizer.json, for the message. */
const otherTokenizers =
  /(?:^|\/)(?:source\.spm|target\.spm|spiece\.model|tokenizer\.model|sentencepiece\.bpe\.model|vocab\.(?:json|txt))$/;

/** Parts of config.json that models of pictures and sound have. */
const otherSenses = ['vision_config', 'audio_config', 'num_mel_bins', 'image_token_id', 'num_codebooks'];

/** @throws HubError `notForWriting` */
export function kindOf(config: Json, repo: string): { kind: BundleKind; architecture: string } {
  const architecture = typeof config.model_type === 'string' ? config.model_type : '';
  const kind = kindOfModel(config);
  const isOther = otherSenses.some((part) => part in config);
  if (!kind || isOther || architecture === '') {
    const detail = [classOfModel(config), architecture].filter(Boolean).join(', ') || '-';
    throw new HubError({ code: 'notForWriting', repo, detail });
  }
  return { kind, architecture };
}

/**
 * @param mostBytes What this machine's memory holds; larger variants come behind the ones that fit.
 * @returns at least one, the one to recommend first
 * @throws HubError `noConfig`, `noTokenizer`, `noOnnx`
 */
export function variantsOf(
  files: readonly HubFile[],
  { repo, kind, mostBytes }: { repo: string; kind: BundleKind; mostBytes: number },
): HubVariant[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  if (!byPath.has('tokenizer.json')) {
    const found = files.map(({ path }) => path).filter((path) => otherTokenizers.test(path));
    throw new HubError({ code: 'noTokenizer', repo, detail: found.slice(0, 4).join(', ') });
  }
  const beside = files.filter(({ path }) => [...neededFiles, ...usefulFiles].includes(path) || licenceFile.test(path));
  const found = suffixes.flatMap(([name, suffix]) => {
    const graphs = graphsOf(files, byPath, kind, suffix);
    return graphs ? [variantOf(name, [...beside, ...graphs])] : [];
  });
  if (found.length === 0) throw new HubError({ code: 'noOnnx', repo, detail: likelyCopy(repo, files) });
  const isSmall = ({ sizeBytes }: HubVariant) => sizeBytes <= mostBytes;
  return [...found.filter(isSmall), ...found.filter((variant) => !isSmall(variant))];
}

function variantOf(name: string, files: HubFile[]): HubVariant {
  return { name, files, sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}

/** With their external data; in onnx/ or, where there are none, in the repository's root. */
function graphsOf(
  files: readonly HubFile[],
  byPath: ReadonlyMap<string, HubFile>,
  kind: BundleKind,
  suffix: string,
): HubFile[] | undefined {
  for (const folder of ['onnx/', '']) {
    for (const set of stems[kind]) {
      const graphs = set.map((names) =>
        names.map((stem) => byPath.get(`${folder}${stem}${suffix}.onnx`)).find((file) => file !== undefined),
      );
      if (graphs.every((graph) => graph !== undefined))
        return graphs.flatMap((graph) => [graph, ...dataOf(files, graph)]);
    }
  }
  return undefined;
}

/** `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`: as Optimum and PyTorch's exporter name them. */
function dataOf(files: readonly HubFile[], { path }: HubFile): HubFile[] {
  return files.filter((file) => file.path.startsWith(path) && /^[._]data(?:_\d+)?$/.test(file.path.slice(path.length)));
}

/** Where a model without graphs, or with some of another kind, is likely to be had with them. */
function likelyCopy(repo: string, files: readonly HubFile[]): string {
  const name = repo.split('/')[1] ?? repo;
  const isOnnx = files.some(({ path }) => path.endsWith('.onnx'));
  return `onnx-community/${name}${isOnnx ? '' : '-ONNX'}`;
}
