#!/usr/bin/env python3
"""What is served to anybody: the live page with its headers, and the questions of watchdogs."""
# Also on: dev

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
        """The paths of the page's files: those that it names, and those that they import."""
        found, open_ = {"/"}, ["/"]
        while open_:
            text = self.get(open_.pop())[2].decode()
            for path in re.findall(r"""["'](/[a-z_]+\.(?:js|css|svg|ico|webmanifest))["']""", text):
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
                kind = {"js": "text/javascript", "css": "text/css", "/": "text/html"}.get(
                    path.rpartition(".")[2])
                if kind:
                    self.assertTrue(headers["content-type"].startswith(kind), headers)

    def test_strict_headers_everywhere(self):
        for path in (*self.files(), "/api/v1/about", "/api/v1/board", "/nowhere"):
            with self.subTest(path):
                headers = self.get(path)[1]
                self.assertEqual(headers["x-content-type-options"], "nosniff")
                self.assertIn("referrer-policy", headers)

    def test_content_security_policy_of_the_page(self):
        headers = self.get("/")[1]
        policy = dict(part.strip().partition(" ")[::2]
                      for part in headers["content-security-policy"].split(";"))
        self.assertEqual(policy["default-src"], "'none'")
        self.assertEqual(policy["frame-ancestors"], "'none'")
        self.assertEqual(policy["script-src"], "'self'")
        for name, words in policy.items():
            for word in ("unsafe", "*", "http:", "https:", *(["data:"] * (name != "img-src"))):
                self.assertNotIn(word, words)
        page = self.get("/")[2].decode()
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
                     "/etc/passwd", "/page.js/", "/PAGE.JS", "/index.html/x"):
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
