// What a film is written as, and where its bytes go: shared by the recorder and the encoder.

export const FILM_FORMATS = ['mp4', 'webm'] as const;
/** `mp4` holds H.264, which everything plays; `webm` holds VP9, free of patents. */
export type FilmFormat = (typeof FILM_FORMATS)[number];

/** Takes the finished bytes wherever they belong; the muxer goes back to patch earlier positions. */
export interface FilmSink {
  write(bytes: Uint8Array, position: number): Promise<void>;
}
