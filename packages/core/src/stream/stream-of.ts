/**
 * A WHATWG stream of the pieces. Nothing is read before somebody reads from it.
 *
 * @param cancel gives up what is not read yet
 * @param onError makes an error of the stream of one of the pieces: it throws
 */
export function streamOf(
  pieces: AsyncIterator<Uint8Array, undefined>,
  cancel: () => void,
  onError?: (error: unknown) => never,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next().catch(onError);
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}
