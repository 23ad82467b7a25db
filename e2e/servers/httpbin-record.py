"""Makes the calls of httpbin-calls.json with Python Requests and prints what came back, as JSON.

usage: python3 httpbin-record.py http://127.0.0.1:PORT

The test httpbin.test.ts makes the same calls with Beckon; normalised text is the same in both (httpbin-normalise.ts).
"""

import glob
import hashlib
import json
import os
import re
import sys
import tempfile

DEBIAN = '/usr/lib/python3/dist-packages'


def add_brotli():
    """httpbin's own brotli serves for this Python too, where that has none."""
    try:
        import brotli  # noqa: F401
    except ImportError:
        folder = tempfile.mkdtemp()
        for path in [f'{DEBIAN}/brotli.py', *glob.glob(f'{DEBIAN}/_brotli*.so')]:
            os.symlink(path, os.path.join(folder, os.path.basename(path)))
        sys.path.append(folder)


add_brotli()
import requests  # noqa: E402
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
LONG = 2000
RULES = [
    (r'127\.0\.0\.1:\d{5}', 'HOST'),
    (r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'UUID'),
    (r'[0-9a-f]{32,}', 'HEX'),
    (r'[A-Z][a-z]{2}, \d\d[ -][A-Z][a-z]{2}[ -]\d{4} \d\d:\d\d:\d\d GMT', 'DATE'),
]


def normalise(value):
    if isinstance(value, str):
        for pattern, word in RULES:
            value = re.sub(pattern, word, value)
        return value
    if isinstance(value, (list, tuple)):
        return [normalise(one) for one in value]
    if isinstance(value, dict):
        return {key: normalise(one) for key, one in value.items()}
    return value


class BearerAuth(AuthBase):
    def __init__(self, token):
        self.token = token

    def __call__(self, request):
        request.headers['Authorization'] = f'Bearer {self.token}'
        return request


AUTHS = {'basic': HTTPBasicAuth, 'digest': HTTPDigestAuth, 'bearer': BearerAuth}


def auth_of(spec):
    return AUTHS[spec[0]](*spec[1:]) if spec else None


def digest_of(data):
    return {'length': len(data), 'sha256': hashlib.sha256(data).hexdigest()}


def body_of(response, read):
    kind, _, size = (read or '').partition(':')
    if kind == 'nothing':
        response.close()
        return None
    if kind == 'lines':
        return {'lines': normalise([line.decode() for line in response.iter_lines()])}
    if kind == 'pieces':
        pieces = list(response.iter_content(int(size)))
        return {'pieces': [len(piece) for piece in pieces], **digest_of(b''.join(pieces))}
    if kind == 'raw':
        return digest_of(response.raw.read(decode_content=False))
    return whole_body(response)


def whole_body(response):
    kind = response.headers.get('content-type', '')
    if kind == 'application/json' and response.content and '\n{' not in response.text:
        return {'json': normalise(response.json())}
    if not re.match(r'text/|application/(json|xml)', kind):
        return digest_of(response.content)
    if len(response.text) > LONG:
        return {'text': digest_of(response.text.encode())}
    return {'text': normalise(response.text)}


def headers_of(response):
    """The length of what was compressed is that of the port and the date in it as well; methods that are allowed come in any order."""
    packed = 'content-encoding' in response.headers

    def value_of(name, value):
        if name == 'Allow':
            return ', '.join(sorted(value.split(', ')))
        return 'N' if packed and name == 'Content-Length' else value

    return normalise([[name, value_of(name, value)] for name, value in response.headers.items()])


def raised_by(response):
    try:
        response.raise_for_status()
    except requests.HTTPError as error:
        return normalise(str(error))
    return None


def answer_of(response, call, session):
    answer = {
        'status': response.status_code,
        'reason': response.reason,
        'url': normalise(response.url),
        'method': response.request.method,
        'ok': response.ok,
        'redirect': [response.is_redirect, response.is_permanent_redirect],
        'history': [
            [one.status_code, one.request.method, normalise(one.url), normalise(one.headers.get('location'))]
            for one in response.history
        ],
        'encoding': response.encoding,
        'headers': headers_of(response),
        'links': normalise(response.links),
        'cookies': normalise(dict(response.cookies)),
    }
    if call.get('raise'):
        answer['raised'] = raised_by(response)
    answer['body'] = body_of(response, call.get('read'))
    jar = sorted([cookie.domain, cookie.path, cookie.name, cookie.value] for cookie in session.cookies)
    answer['jar'] = normalise(jar)
    return answer


def options_of(call):
    options = {key: call[key] for key in ('params', 'json', 'headers', 'cookies') if key in call}
    if 'data' in call:
        data = call['data']
        options['data'] = data.encode() if isinstance(data, str) else data
    if 'chunks' in call:
        chunks = call['chunks']
        pieces = [f'chunk {n}\n' for n in range(chunks)] if isinstance(chunks, int) else chunks
        options['data'] = (piece.encode() for piece in pieces)
    if 'files' in call:
        options['files'] = {field: tuple(spec) for field, spec in call['files'].items()}
    if 'auth' in call:
        options['auth'] = auth_of(call['auth'])
    if 'allowRedirects' in call:
        options['allow_redirects'] = call['allowRedirects']
    elif call.get('method') == 'HEAD':
        options['allow_redirects'] = False
    timeout = call.get('timeout', 10_000)
    options['timeout'] = tuple(t / 1000 for t in timeout) if isinstance(timeout, list) else timeout / 1000
    options['stream'] = 'read' in call
    return options


def url_of(call, base):
    if 'url' in call:
        return call['url']
    host = base.split('//')[1]
    return f"http://{call.get('userinfo', '')}{host}{call['path']}"


def session_of(group):
    session = requests.Session()
    session.trust_env = False
    wanted = group.get('session', {})
    if not group.get('ownHeaders'):
        session.headers.update({'User-Agent': 'e2e', 'Accept-Encoding': 'gzip, deflate'})
    session.headers.update(wanted.get('headers', {}))
    session.params = wanted.get('params', {})
    session.auth = auth_of(wanted.get('auth'))
    session.max_redirects = wanted.get('maxRedirects', 30)
    return session


def make(call, session, base):
    try:
        response = session.request(call.get('method', 'GET'), url_of(call, base), **options_of(call))
        return answer_of(response, call, session)
    except (requests.RequestException, ValueError) as error:
        return {'error': type(error).__name__}


def main(base):
    with open(os.path.join(HERE, 'httpbin-calls.json'), encoding='utf-8') as file:
        groups = json.load(file)
    answers = {}
    for group in groups:
        session = session_of(group)
        for call in group['calls']:
            answers[f"{group['name']}: {call['name']}"] = make(call, session, base)
    json.dump({'requests': requests.__version__, 'answers': answers}, sys.stdout, ensure_ascii=False, indent=1)


main(sys.argv[1])
