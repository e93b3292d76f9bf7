"""A client of Relevo's HTTP API that signs in as one user."""

import http.client
import json

from support.waiting import wait_until

API = "/api/v1"
REPLY_SECONDS_MAX = 10
TURN_SECONDS_MAX = 10


class Refused(AssertionError):
    """An answer that is not 200: `status`, and the problem document as `problem`."""

    def __init__(self, what, status, problem):
        super().__init__(f"{what}: {status} {problem}")
        self.status = status
        self.problem = problem

    @property
    def reject(self):
        return self.problem.get("reject") if isinstance(self.problem, dict) else None


class Client:
    def __init__(self, address, user=None, password=None):
        """`address` is ADDR:PORT. Signs in when a user is named; the password defaults to the
        demo's."""
        self.address = address
        self.user = user
        self.token = None
        if user is not None:
            answer = self.post("/sessions", {"user": user, "password": password or "demo-" + user})
            self.token = answer["token"]

    def raw(self, method, path, body=None, headers=None):
        """(status, headers, bytes) of one request; `path` as it stands."""
        connection = http.client.HTTPConnection(self.address, timeout=REPLY_SECONDS_MAX)
        headers = dict(headers or {})
        if self.token:
            headers.setdefault("Authorization", "Bearer " + self.token)
        if body is not None:
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def ask(self, method, path, body=None, headers=None):
        status, _headers, content = self.raw(method, API + path, body, headers)
        try:
            parsed = json.loads(content) if content else None
        except ValueError:
            parsed = content.decode(errors="replace")
        if status != 200:
            raise Refused(f"{method} {path} as {self.user}", status, parsed)
        return parsed

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None, headers=None):
        return self.ask("POST", path, {} if body is None else body, headers)

    def command(self, name, body=None, key=None):
        """{"position", "events"} after the events are durable. Refused when the rules say no."""
        return self.post("/commands/" + name, body, {"Idempotency-Key": key} if key else None)

    def command_in_turn(self, name, body=None, key=None):
        """command(), repeated as long as it is one of too many (429)."""
        def answer():
            try:
                return self.command(name, body, key)
            except Refused as refused:
                if refused.status != 429:
                    raise
                return None
        return wait_until(answer, TURN_SECONDS_MAX, f"{self.user}'s turn to {name}")

    def board(self):
        return self.get("/board")

    def contact(self, number):
        return self.get(f"/contacts/{number}")

    def all_events(self):
        """Every event of the log up to now by its position."""
        found, after, end = {}, 0, self.board()["position"]
        while after < end:
            told = self.get(f"/events?after={after}&limit=1000")
            found |= {event["position"]: event for event in told["rows"]}
            after = told["next"]
        return found

    def all_contacts(self):
        """The rows of every contact there ever was, the newest first."""
        rows, more = [], ""
        while more is not None:
            told = self.get("/contacts?limit=1000" + more)
            rows += told["rows"]
            more = f"&before={told['next']}" if told["next"] else None
        return rows

    def recording(self, number):
        """(status, bytes) of a contact's recording."""
        status, _headers, content = self.raw("GET", f"{API}/contacts/{number}/recording")
        return status, content

    def agent(self, code):
        """The agent as the board shows them."""
        return next(agent for agent in self.board()["agents"] if agent["id"] == code)

    def queue(self, code):
        return next(queue for queue in self.board()["queues"] if queue["id"] == code)
