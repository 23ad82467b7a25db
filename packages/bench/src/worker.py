"""Python Requests as a client of the bench: the same protocol as worker.ts."""

import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

try:
    import requests
except ImportError as error:
    print(json.dumps({"failed": str(error)}), flush=True)
    sys.exit()

setting = json.loads(sys.argv[1])
material = json.loads(sys.argv[2])
origin, secure, size = setting["origin"], setting["secureOrigin"], setting["streamBytes"]
session = requests.Session()
session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=50))
jarred = requests.Session()
jarred.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=50))
for name, value in material["cookies"].items():
    jarred.cookies.set(name, value, domain="127.0.0.1", path="/")
FILE = b"x" * (10 << 20)
PIECE = b"x" * (1 << 16)


def download():
    response = session.get(f"{origin}/bytes/{size}", stream=True)
    if sum(len(piece) for piece in response.iter_content(1 << 16)) != size:
        raise ValueError("bytes are missing")


def upload():
    pieces = (PIECE for _ in range(size // len(PIECE)))
    session.post(f"{origin}/take", data=pieces)


works = {
    "json": lambda: session.get(f"{origin}/json").json(),
    "json with cookies": lambda: jarred.get(f"{origin}/json").json(),
    "json over TLS": lambda: session.get(f"{secure}/json", verify=material["ca"]).json(),
    "post JSON": lambda: session.post(f"{origin}/take", json=material["record"]).json(),
    "post form": lambda: session.post(f"{origin}/take", data=material["form"]).json(),
    "post multipart": lambda: session.post(f"{origin}/take", files={"file": ("tea.bin", FILE)}).json(),
    "download": download,
    "upload": upload,
    "gzip": lambda: session.get(f"{origin}/gzip").json(),
    "redirects": lambda: session.get(f"{origin}/redirect/5").json(),
    "new session": lambda: requests.get(f"{origin}/json").json(),
}


def lane(call, calls):
    for _ in range(calls):
        call()


def run(task):
    call = works[task["work"]]
    at_once = task["atOnce"]
    each = -(-task["calls"] // at_once)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, start = time.process_time(), time.perf_counter()
    if at_once == 1:
        lane(call, each)
    else:
        with ThreadPoolExecutor(at_once) as pool:
            for done in [pool.submit(lane, call, each) for _ in range(at_once)]:
                done.result()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) * 1024
    return {"seconds": seconds, "cpu": cpu * 1e6, "memory": memory}


print(json.dumps({"works": list(works)}), flush=True)
for line in sys.stdin:
    try:
        print(json.dumps(run(json.loads(line))), flush=True)
    except Exception as error:
        print(json.dumps({"failed": repr(error)}), flush=True)
