/** A transport of one's own, for one kind of URLs. */
import { BaseAdapter, type PreparedRequest, Response, Session } from 'beckon';

class Teapot extends BaseAdapter {
  override async send(request: PreparedRequest): Promise<Response> {
    const content = `short and stout, in the ${request.url?.slice(9)}`;
    return new Response({
      statusCode: 418,
      url: request.url,
      request,
      content,
    });
  }
}

await using session = new Session();
session.mount('teapot://', new Teapot());

const response = await session.get('teapot://kitchen');
console.log(response.statusCode, response.text);
