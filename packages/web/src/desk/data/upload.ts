// A `fetch` that tells how far a file has been sent, for the typed client: the platform's own tells only when it is over.

/** Sends by XMLHttpRequest. `onPart`: the share that is sent, from 0 to 1. Rejects with TypeError when the network fails, as `fetch` does. */
export const fetchTelling =
  (onPart: (share: number) => void): typeof fetch =>
  async (input, { method = "GET", headers, body } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, input instanceof Request ? input.url : input);
      new Headers(headers).forEach((value, name) => request.setRequestHeader(name, value));
      request.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 0 : loaded / total);
      request.onload = () =>
        resolve(
          new Response(request.response as string, {
            status: request.status,
            headers: { "content-type": request.getResponseHeader("content-type") ?? "application/json" },
          }),
        );
      request.onerror = () => reject(new TypeError("the network failed while the file was sent"));
      request.send(body instanceof Blob || typeof body === "string" ? body : null);
    });

/** What the service takes, in bytes; files above it are not even sent. */
export const MOST_FILE_BYTES = 10_000_000;
