#!/usr/bin/env python3
"""What is served to anybody: the console with its headers, watchdogs' questions."""
# Also on: dev

import gzip
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.loopback import ServerTest


class Page(ServerTest):
    def get(self, path, headers=None, method="GET"):
        status, found, content = self.server.client(None).raw(method, path, headers=headers)
        return status, {name.lower(): value for name, value in found.items()}, content

    def files(self):
        """The paths of the page's files: those that it names, and those that these import."""
        found, open_ = {"/"}, ["/"]
        while open_:
            path = open_.pop()
            if path.endswith(".woff2"):
                continue
            text = self.get(path)[2].decode()
            for path in re.findall(r"""["'(](/[\w/-]+\.(?:js|css|svg|woff2))["')]""", text):
                if path not in found:
                    found.add(path)
                    open_.append(path)
        return found

    def test_the_page_and_all_its_files(self):
        files = self.files()
        self.assertGreater(len(files), 5)
        for path in files:
            with self.subTest(path):
                status, headers, content = self.get(path)
                self.assertEqual(status, 200)
                self.assertEqual(int(headers["content-length"]), len(content))
                kind = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml",
                        "woff2": "font/woff2"}.get(path.rpartition(".")[2], "text/html")
                self.assertTrue(headers["content-type"].startswith(kind), headers)
        self.assertTrue(any(path.endswith(".woff2") for path in files), files)

    def test_every_address_of_the_console_is_its_one_page(self):
        page = self.get("/")[2]
        for path in ("/sign-in", "/work", "/command", "/team"):
            with self.subTest(path):
                self.assertEqual(self.get(path)[2], page)

    def test_hashed_files_are_kept_for_ever_and_pages_are_asked_for_again(self):
        for path in self.files():
            with self.subTest(path):
                kept = self.get(path)[1]["cache-control"]
                self.assertEqual("immutable" in kept, path.startswith("/assets/"), kept)
                if not path.startswith("/assets/"):
                    self.assertEqual(kept, "no-cache")

    def test_compressed_for_those_who_take_it(self):
        script, = (path for path in self.files() if re.fullmatch(r"/assets/index.*\.js", path))
        _status, plain, content = self.get(script)
        self.assertNotIn("content-encoding", plain)
        _status, headers, small = self.get(script, {"Accept-Encoding": "gzip, deflate"})
        self.assertEqual(headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(small), content)
        _status, smallest, brotli = self.get(script, {"Accept-Encoding": "gzip, deflate, br"})
        self.assertEqual(smallest["content-encoding"], "br")
        self.assertLess(len(brotli), len(small))
        self.assertLess(len(small), len(content) / 2)
        for each in (plain, headers, smallest):
            self.assertEqual(each["vary"], "Accept-Encoding")
        tags = {each["etag"] for each in (plain, headers, smallest)}
        self.assertEqual(len(tags), 3)

    def test_an_agents_first_visit_stays_within_its_budget(self):
        size = 0
        for path in self.files():
            if path == "/" or path.startswith("/assets/"):
                size += len(self.get(path, {"Accept-Encoding": "br"})[2])
        self.assertLess(size, 260_000)

    def test_strict_headers_everywhere(self):
        for path in (*self.files(), "/api/v1/about", "/api/v1/board", "/nowhere"):
            with self.subTest(path):
                headers = self.get(path)[1]
                self.assertEqual(headers["x-content-type-options"], "nosniff")
                self.assertIn("referrer-policy", headers)

    def test_content_security_policy_of_the_page(self):
        for page in ("/", "/work"):
            with self.subTest(page):
                self.check_policy(page)

    def check_policy(self, path):
        headers = self.get(path)[1]
        self.assertIn("microphone=(self)", headers["permissions-policy"])
        policy = dict(part.strip().partition(" ")[::2]
                      for part in headers["content-security-policy"].split(";"))
        self.assertEqual(policy["default-src"], "'none'")
        self.assertEqual(policy["frame-ancestors"], "'none'")
        self.assertEqual(policy["script-src"], "'self'")
        self.assertEqual(policy["style-src"], "'self'")
        for name, words in policy.items():
            for word in ("unsafe", "*", "http:", "https:", *(["data:"] * (name != "img-src"))):
                self.assertNotIn(word, words)
        page = self.get(path)[2].decode()
        self.assertNotRegex(page, r"<script(?![^>]*\ssrc=)[^>]*>")
        self.assertNotRegex(page, r"\son[a-z]+=")
        self.assertNotRegex(page, r"\sstyle=")

    def test_not_sent_again_while_it_is_the_same(self):
        for path in self.files():
            with self.subTest(path):
                tag = self.get(path)[1]["etag"]
                status, headers, content = self.get(path, {"If-None-Match": tag})
                self.assertEqual((status, content), (304, b""))
                self.assertEqual(headers["etag"], tag)
                status, _headers, content = self.get(path, {"If-None-Match": '"another"'})
                self.assertEqual(status, 200)
                self.assertTrue(content)

    def test_head(self):
        status, headers, content = self.get("/", method="HEAD")
        self.assertEqual((status, content), (200, b""))
        self.assertEqual(int(headers["content-length"]), len(self.get("/")[2]))

    def test_files_of_the_machine_are_not_served(self):
        for path in ("/../etc/passwd", "/%2e%2e/etc/passwd", "/..%2fetc/passwd", "//etc/passwd",
                     "/etc/passwd", "/live", "/live/page.js",
                     "/page.js", "/assets/", "/assets/../index.html.br", "/sign-in/x"):
            with self.subTest(path):
                self.assertIn(self.get(path)[0], (400, 404))

    def test_watchdogs(self):
        for path in ("/healthz", "/readyz"):
            with self.subTest(path):
                status, headers, content = self.get(path)
                self.assertEqual(status, 200)
                self.assertTrue(headers["content-type"].startswith("text/plain"))
                self.assertTrue(content)

    def test_about_tells_little(self):
        about = json.loads(self.get("/api/v1/about")[2])
        self.assertEqual(set(about), {"demo", "operation", "version"})
        self.assertEqual((about["demo"], about["operation"]), (True, "demo"))

    def test_no_other_site_may_read(self):
        headers = self.get("/api/v1/about", {"Origin": "http://evil.example"})[1]
        self.assertNotIn("access-control-allow-origin", headers)


if __name__ == "__main__":
    unittest.main()
