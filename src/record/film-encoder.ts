// Pixels -> an MP4 or WebM file, through mediabunny. Constant quality where the encoder offers it (FFmpeg, new
// Chromium), else a bitrate generous enough for patterns that look like noise. It writes as it goes, so the length of
// a film is bounded by the disk (or, in the page, by memory), and finalising after any frame gives a playable file.

import {
  BufferTarget,
  Mp4OutputFormat,
  Output,
  Quality,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  canEncodeVideo,
} from 'mediabunny';
import { FILM_COLORS, planarSize, toPlanar } from './planar.ts';
import type { FilmFormat, FilmSink } from './film-format.ts';

const CODEC = { mp4: 'avc', webm: 'vp9' } as const;
/** Constant quantisers at which a heat map of one-pixel noise shows no blocks: x264's scale ends at 51, VP9's at 63. */
const QUANTIZER = { mp4: 20, webm: 28 };
/**
 * Longest film whose index is kept at the start of an MP4, where web players want it: its room must be set aside before
 * the first frame, some 35 bytes each, and stays in a film that is cancelled. Longer ones have their index at the end.
 */
const INDEX_FIRST_FRAMES = 10_000;
const BITS_PER_PIXEL = { mp4: 0.35, webm: 0.25 };

export interface FilmEncoder {
  /** Appends one frame of width * height RGBA pixels. Waits while the encoder or the sink is behind. */
  add(rgba: Uint8ClampedArray): Promise<void>;
  /** Writes what the container still needs. The film without a sink, else null. */
  finalize(): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Gives up: frees the encoder; the sink holds rubbish. */
  cancel(): Promise<void>;
  readonly mimeType: string;
}

interface EncoderOptions {
  readonly format: FilmFormat;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Upper bound, so that the index of an MP4 can be kept at its start. */
  readonly frames: number;
  readonly sink: FilmSink | undefined;
}

const quality = (format: FilmFormat, width: number, height: number, framesPerSecond: number): Quality =>
  new Quality({
    quantizer: QUANTIZER[format],
    bitrate: Math.ceil(BITS_PER_PIXEL[format] * width * height * framesPerSecond),
  });

/** Whether this machine can encode such a film. */
export const canEncode = (
  format: FilmFormat,
  width: number,
  height: number,
  framesPerSecond: number,
): Promise<boolean> =>
  canEncodeVideo(CODEC[format], { width, height, quality: quality(format, width, height, framesPerSecond) });

/** Opens the film. Errors of the sink come back, unwrapped, from `add` or `finalize`. */
export async function openEncoder(options: EncoderOptions): Promise<FilmEncoder> {
  const { format, width, height, framesPerSecond, frames, sink } = options;
  let failure: { readonly error: unknown } | null = null;
  const writable = sink && sinkStream(sink, (error) => (failure ??= { error }));
  const target = writable
    ? new StreamTarget(writable, { chunked: true, chunkSize: 1 << 20 })
    : new BufferTarget();
  const output = new Output({
    format:
      format === 'mp4'
        ? new Mp4OutputFormat({ fastStart: !sink ? 'in-memory' : frames <= INDEX_FIRST_FRAMES && 'reserve' })
        : new WebMOutputFormat(),
    target,
  });
  const source = new VideoSampleSource({
    codec: CODEC[format],
    quality: quality(format, width, height, framesPerSecond),
    keyFrameInterval: 2,
    // Encoders that are handed I420 do not all pass its colour space on to the container.
    onEncodedPacket: (_packet, meta) => {
      if (meta?.decoderConfig) meta.decoderConfig.colorSpace = FILM_COLORS;
    },
  });
  output.addVideoTrack(source, { frameRate: framesPerSecond, maximumPacketCount: frames });
  await output.start();

  const planar = new Uint8Array(planarSize(width, height));
  let count = 0;
  /** The sink's own error comes first: the muxer reports it late, or wrapped. */
  const orFailure = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work.catch((error: unknown) => {
      throw failure === null ? error : failure.error;
    });
    if (failure !== null) throw failure.error;
    return result;
  };
  return {
    mimeType: format === 'mp4' ? 'video/mp4' : 'video/webm',
    async add(rgba) {
      toPlanar(rgba, width, height, planar);
      const sample = new VideoSample(planar, {
        format: 'I420',
        codedWidth: width,
        codedHeight: height,
        timestamp: count / framesPerSecond,
        duration: 1 / framesPerSecond,
        colorSpace: FILM_COLORS,
      });
      try {
        await orFailure(source.add(sample));
      } finally {
        sample.close();
      }
      count += 1;
    },
    async finalize() {
      await orFailure(output.finalize());
      return target instanceof BufferTarget ? new Uint8Array(target.buffer ?? new ArrayBuffer(0)) : null;
    },
    async cancel() {
      await output.cancel().catch(() => undefined);
    },
  };
}

/** The muxer's stream of positioned chunks. The first error is kept: the muxer reports it late or wrapped. */
function sinkStream(sink: FilmSink, failed: (error: unknown) => void) {
  return new WritableStream<{ type: 'write'; data: Uint8Array<ArrayBuffer>; position: number }>({
    async write({ data, position }) {
      try {
        await sink.write(data, position);
      } catch (error) {
        failed(error);
        throw error;
      }
    },
  });
}
