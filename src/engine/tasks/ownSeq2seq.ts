// Opens an encoder-decoder of the person's own: which folder is meant, whether it fits, and what its tokenizer and graphs do.

import { basename } from 'node:path';
import type { BundleInfo } from '../../shared/protocol/engine';
import { Bundle } from '../models/bundle';
import { ExportedSeq2seq } from '../models/exportedSeq2seq';
import { checkRoom, ownFolderError, resolveModelChoice } from '../models/ownFolder';
import { chooseThreadsForTokens } from '../models/session';
import { CharacterTokens } from '../vocabulary/characterTokens';
import { Tokenizer } from '../vocabulary/tokenizer';
import { checkTokenizer } from '../vocabulary/tokenizerCheck';
import { type OwnTools, readOwnForms } from './ownTools';

export interface OwnSeq2seq {
  info: BundleInfo;
  session: ExportedSeq2seq;
  tools: OwnTools;
}

/**
 * @param setting What a person wrote: the path of an export's folder, or of a graph in it.
 * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file, and inputInvalid where
 *   it is no path; each says what to do.
 */
export async function openOwnSeq2seq(setting: string, wantedThreads: number): Promise<OwnSeq2seq> {
  try {
    const { dir, graph } = await resolveModelChoice(setting);
    const bundle = await Bundle.open(dir, 'seq2seq', { origin: 'own', graph });
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    checkTokenizer(tokenizer, true);
    const forms = readOwnForms(tokenizer, bundle);
    const encoder = bundle.graph('encoder_model');
    const decoder = bundle.graphs.get('decoder_model_merged') ?? bundle.graph('decoder_model');
    checkRoom(bundle.info.sizeBytes, decoder.file);
    const paths = {
      encoder: encoder.path,
      decoder: decoder.path,
      decoderWithPast: bundle.graphs.get('decoder_with_past_model')?.path,
    };
    const threads = chooseThreadsForTokens(wantedThreads, bundle.info.sizeBytes);
    const session = await ExportedSeq2seq.open(paths, bundle.seq2seqConfig, { threads });
    await session.check(decoder.file).catch(async (error) => {
      await session.dispose();
      throw error;
    });
    let made: CharacterTokens | undefined;
    const characters = () => {
      made ??= new CharacterTokens(tokenizer);
      return made;
    };
    const info = { ...bundle.info, own: basename(dir), translates: [...forms.translates] };
    return { info, session, tools: { tokenizer, model: session, characters, forms } };
  } catch (error) {
    throw await ownFolderError(error, setting, 'seq2seq');
  }
}
