#!/usr/bin/env python3
"""Reports of a contact that really was: the same numbers on the page, in CSV and workbook."""

import csv
import io
import pathlib
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.api import API, Refused
from support.loopback import ServerTest

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SECONDS_OF_DAY = 86_400


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def sheet_of(content):
    """The first sheet's cells by their place (A1): text or number."""
    book = zipfile.ZipFile(io.BytesIO(content))
    shared = [one.findtext(f"{SHEET}t") for one in
              ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
    cells = {}
    for cell in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}c"):
        value = cell.findtext(f"{SHEET}v")
        if value is not None:
            cells[cell.get("r")] = shared[int(value)] if cell.get("t") == "s" else float(value)
    return cells


class ReportsTest(ServerTest):
    def handled(self, agent="1001"):
        client, phone = self.ready(agent)
        contact = self.dial(self.customer(), "5000")
        phone.answer()
        self.wait_contact(contact, "connected")
        client.command("hang_up", {"contact": contact})
        self.wait_contact(contact, "closed")
        self.wait_agent(agent, lambda row: row["state"] == "ready")
        return contact

    def file(self, path, user="s01"):
        status, headers, content = self.client(user).raw("GET", API + path)
        self.assertEqual(status, 200, content)
        return headers, content

    def test_the_same_numbers_everywhere(self):
        self.handled("1003")
        boss = self.client("s01")
        report = boss.get("/reports/agent_day?of=1003")
        names = [column["name"] for column in report["columns"]]
        row = dict(zip(names, report["rows"][0]))
        figures = boss.get("/indicators?by=agent&of=1003&day=today&names=handled,aht,talk_time")
        for name, value in figures["rows"][0]["values"].items():
            self.assertEqual(row[name], value, name)
        self.assertEqual((row["of"], row["handled"], row["last_out"]), ("1003", 1, None))
        self.assertRegex(row["first_in"], r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")

        headers, content = self.file("/reports/agent_day?of=1003&format=csv&lang=en")
        self.assertEqual(headers["Content-Type"], "text/csv; charset=utf-8")
        self.assertRegex(headers["Content-Disposition"],
                         r'^attachment; filename="agent_day-\d{4}-\d\d-\d\d\.csv"$')
        heading, line = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        written = dict(zip(names, line))
        self.assertEqual(heading[:3], ["Agent", "Name", "Team"])
        self.assertEqual(written["handled"], "1")
        self.assertLessEqual(abs(seconds(written["aht"]) * 1000 - row["aht"]), 500)

        _headers, content = self.file("/reports/agent_day?of=1003&format=xlsx")
        cells = sheet_of(content)
        place = {name: chr(ord("A") + at) + "2" for at, name in enumerate(names[:26])}
        self.assertEqual(cells["A1"], "Agente")
        self.assertEqual(cells[place["name"]], row["name"])
        self.assertEqual(cells[place["handled"]], 1)
        self.assertLess(abs(cells[place["aht"]] * SECONDS_OF_DAY * 1000 - row["aht"]), 1)

    def test_contacts_and_attendance(self):
        contact = self.handled("1004")
        [line] = [row for row in self.client("s01").get("/reports/contacts?lang=en")["rows"]
                  if row[0] == str(contact)]
        self.assertEqual((line[0], line[3], line[5], line[7]),
                         (str(contact), "soporte", "Handled", "1004"))
        self.assertNotIn("+52", str(line))
        self.client("1004").command("sign_out_agent")
        self.wait_agent("1004", lambda row: row["state"] == "offline")
        [stay] = self.client("s01").get("/reports/attendance?of=1004")["rows"]
        self.assertEqual(stay[0], "1004")
        self.assertLess(stay[3], stay[4] + "~")
        self.assertTrue(re.match(r"\d{4}-", stay[4]))

    def test_who_sees_what(self):
        self.handled()
        for user, rows in (("1001", 1), ("c01", 1), ("d01", 1), ("1002", 0), ("c02", 0)):
            with self.subTest(user):
                report = self.client(user).get("/reports/agent_day?of=1001")
                self.assertEqual(len(report["rows"]), rows)

    def test_what_is_none(self):
        for path, status in (("/reports/none", 404), ("/reports/agent_day?day=1999-01-01", 400),
                             ("/reports/agent_day?format=doc", 400)):
            with self.subTest(path), self.assertRaises(Refused) as refused:
                self.client("s01").get(path)
            self.assertEqual(refused.exception.status, status)
            self.assertTrue(refused.exception.problem["detail"].endswith("."))


if __name__ == "__main__":
    unittest.main()
